-- As long as something is missing, all that comes back of earlier charges goes to it. What came back before
-- the rule was there is left out.
select 'user ' || s.user_id || ' ' || s.asset || ' ' || s.kind || ' ' || s.reference,
  'missing ' || s.missing || ', collected ' || s.collected || ', came back ' || r.amount || ' of ' || r.reference
from (
  select short.*, (
    select coalesce(sum(-e.amount), 0) from ledger_entries e
    where e.user_id = short.user_id and e.asset = short.asset and e.kind = 'shortfall_collection'
      and left(e.reference, -37) = short.kind || ':' || short.reference
  ) as collected
  from ledger_shortfalls short
) s
join ledger_entries r on r.user_id = s.user_id and r.asset = s.asset and r.kind = 'generation_refund'
  and r.created_at > s.created_at
  and r.created_at >= (
    select applied_at from schema_migrations where name = '0022-time-shortfalls-by-clock')
join ledger_entries c on c.user_id = r.user_id and c.asset = r.asset and c.kind = 'generation_charge'
  and c.reference = r.reference and c.created_at <= s.created_at
where s.collected < s.missing
  and r.amount > (
    select coalesce(sum(-e.amount), 0) from ledger_entries e
    where e.user_id = r.user_id and e.asset = r.asset and e.kind = 'shortfall_collection'
      and right(e.reference, 36) = r.reference)
