-- What was collected is no more than was missing, and no more than came back.
select 'user ' || e.user_id || ' ' || e.asset || ' ' || e.reference,
  'collected ' || e.for_shortfall || ' of ' || coalesce(s.missing, 0) || ', ' || e.from_generation
    || ' from ' || coalesce(r.amount, 0)
from (
  select user_id, asset, reference, parts.shortfall, parts.generation,
    sum(-amount) over (partition by user_id, asset, parts.shortfall) as for_shortfall,
    sum(-amount) over (partition by user_id, asset, parts.generation) as from_generation
  from ledger_entries
  cross join lateral (
    select left(reference, -37) as shortfall, right(reference, 36) as generation
  ) parts
  where kind = 'shortfall_collection'
) e
left join ledger_shortfalls s on s.user_id = e.user_id and s.asset = e.asset
  and s.kind || ':' || s.reference = e.shortfall
left join ledger_entries r on r.user_id = e.user_id and r.asset = e.asset
  and r.kind = 'generation_refund' and r.reference = e.generation
where e.for_shortfall > coalesce(s.missing, 0) or e.from_generation > coalesce(r.amount, 0)
