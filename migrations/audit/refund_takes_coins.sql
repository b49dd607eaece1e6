-- What was given back of a charge makes up its parts, coins go in proportion (all of them with all of it),
-- and each part took its coins or says how many were missing.
select c.provider || ' charge ' || c.charge_id,
  'given back ' || c.refunded_amount || ' of ' || c.amount || ' (' || c.status || '), parts '
    || coalesce(r.amount, 0) || ', coins ' || coalesce(r.coins, 0) || ' of ' || c.coins
from payment_charges c
left join (
  select user_id, provider, charge_id, sum(amount) as amount, sum(coins) as coins
  from payment_refunds group by user_id, provider, charge_id
) r on r.user_id = c.user_id and r.provider = c.provider and r.charge_id = c.charge_id
where coalesce(r.amount, 0) <> c.refunded_amount
  or (c.status = 'refunded') <> (c.refunded_amount = c.amount)
  or coalesce(r.coins, 0) <> case when c.status = 'refunded' then c.coins
    else div(c.coins::numeric * c.refunded_amount, c.amount) end
union all
select p.provider || ' charge ' || p.charge_id || ' up to ' || p.up_to,
  'coins ' || p.coins || ', taken ' || coalesce(-e.amount, 0) || ', missing ' || coalesce(s.missing, 0)
from (
  select r.*, r.provider || ':' || r.charge_id
    || case when c.status = 'refunded' and r.up_to = c.amount then '' else ':' || r.up_to end as reference
  from payment_refunds r
  left join payment_charges c on c.provider = r.provider and c.charge_id = r.charge_id
) p
left join ledger_entries e on e.user_id = p.user_id and e.asset = 'coins'
  and e.kind = 'topup_reversal' and e.reference = p.reference
left join ledger_shortfalls s on s.user_id = p.user_id and s.asset = 'coins'
  and s.kind = 'topup_reversal' and s.reference = p.reference
where coalesce(-e.amount, 0) + coalesce(s.missing, 0) <> p.coins
