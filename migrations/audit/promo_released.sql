-- Open orders hold a discount, paid ones have used it, and closed ones have neither.
select 'promo use ' || u.promo_id || ' of user ' || u.user_id, 'payment ' || u.payment_id
from promo_uses u
join payments p on p.user_id = u.user_id and p.id = u.payment_id
where (u.used_at is null and p.status not in ('created', 'pending'))
  or (u.used_at is not null and p.status not in ('succeeded', 'refunded'))
