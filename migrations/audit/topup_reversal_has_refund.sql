-- A reversal, or what it could not take, belongs to a part of a charge that was given back: to the last one
-- of a whole charge, or to the one whose sum ends its reference.
select back.what, back.reference
from (
  select user_id, reference, 'entry ' || id as what from ledger_entries where kind = 'topup_reversal'
  union all
  select user_id, reference, 'shortfall of user ' || user_id from ledger_shortfalls
  where kind = 'topup_reversal'
) back
where not exists (
  select from payment_refunds r
  join payment_charges c on c.provider = r.provider and c.charge_id = r.charge_id
  where r.user_id = back.user_id
    and back.reference = r.provider || ':' || r.charge_id
      || case when c.status = 'refunded' and r.up_to = c.amount then '' else ':' || r.up_to end)
