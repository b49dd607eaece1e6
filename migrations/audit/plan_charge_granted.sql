-- A charge for a plan has given it once, and took it back when it was given back.
select c.provider || ' charge ' || c.charge_id,
  'status ' || c.status || ', plan ' || p.plan_code
from payment_charges c
join payments p on p.user_id = c.user_id and p.id = c.payment_id and p.plan_code is not null
left join plan_grants g on g.user_id = c.user_id and g.provider = c.provider
  and g.charge_id = c.charge_id
where g.user_plan_id is null or (g.revoked_at is not null) <> (c.status = 'refunded')
