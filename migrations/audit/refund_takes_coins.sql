-- A refunded charge gave back its coins, or says how many were missing.
select c.provider || ' charge ' || c.charge_id,
  'coins ' || c.coins || ', taken ' || coalesce(-e.amount, 0) || ', missing ' || coalesce(s.missing, 0)
from payment_charges c
left join ledger_entries e on e.user_id = c.user_id and e.asset = 'coins'
  and e.kind = 'topup_reversal' and e.reference = c.provider || ':' || c.charge_id
left join ledger_shortfalls s on s.user_id = c.user_id and s.asset = 'coins'
  and s.kind = 'topup_reversal' and s.reference = c.provider || ':' || c.charge_id
where coalesce(-e.amount, 0) + coalesce(s.missing, 0)
  <> case when c.status = 'refunded' then c.coins else 0 end
