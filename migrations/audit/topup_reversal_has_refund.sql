-- A reversal belongs to a charge that was given back.
select 'entry ' || e.id, e.reference
from ledger_entries e
where e.kind = 'topup_reversal' and not exists (
  select from payment_charges c
  where c.user_id = e.user_id and c.provider || ':' || c.charge_id = e.reference
    and c.status = 'refunded')
