-- No top-up stands without its charge.
select 'entry ' || e.id, e.reference
from ledger_entries e
where e.kind = 'topup' and not exists (
  select from payment_charges c
  where c.user_id = e.user_id and c.provider || ':' || c.charge_id = e.reference)
