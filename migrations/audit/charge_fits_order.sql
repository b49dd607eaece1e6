-- Nobody is credited for anything but what was ordered.
select c.provider || ' charge ' || c.charge_id,
  c.amount || ' ' || c.currency || ' for ' || p.amount || ' ' || p.currency
from payment_charges c
join payments p on p.user_id = c.user_id and p.id = c.payment_id
where (c.provider, c.amount, c.currency, c.coins, c.credits)
  is distinct from (p.provider, p.amount, p.currency, p.coins, p.credits)
