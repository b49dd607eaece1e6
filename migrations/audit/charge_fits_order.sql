-- Nobody is credited for anything but what was ordered. A discount is for the charge that settled the order
-- first; another charge of the same order brings as many coins as its money buys at the full price.
select c.provider || ' charge ' || c.charge_id,
  c.amount || ' ' || c.currency || ' for ' || p.amount || ' ' || p.currency || ', coins ' || c.coins
    || ' of ' || p.coins
from payment_charges c
join payments p on p.user_id = c.user_id and p.id = c.payment_id
where (c.provider, c.amount, c.currency, c.credits)
    is distinct from (p.provider, p.amount, p.currency, p.credits)
  or c.coins <> case
    when p.promo_id is null or c.charge_id = p.provider_charge_id
      or c.created_at < (select applied_at from schema_migrations where name = '0021-add-lost-discounts')
    then p.coins
    else div(p.coins::numeric * p.amount + p.full_amount - 1, p.full_amount)
  end
