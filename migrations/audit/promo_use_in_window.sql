-- A code was redeemed, and a discount ordered, between the beginning and the end of the code, as they have
-- been since they were last changed.
select 'promo use ' || u.promo_id || ' of user ' || u.user_id,
  'at ' || u.at || ', from ' || coalesce(p.starts_at::text, 'ever') || ' to ' || coalesce(p.ends_at::text, 'ever')
from (
  select promo_id, user_id, case when payment_id is null then used_at else reserved_at end as at
  from promo_uses
) u
join promo_codes p on p.id = u.promo_id
where u.at >= p.updated_at and (u.at < p.starts_at or u.at >= p.ends_at)
