-- Credits of a plan belong to the grant of a plan.
select 'entry ' || e.id, e.reference || ' ' || e.amount
from ledger_entries e
where e.kind = 'plan_credits' and not exists (
  select from plan_grants g
  where g.user_id = e.user_id and g.provider || ':' || g.charge_id = e.reference
    and g.credits = e.amount)
