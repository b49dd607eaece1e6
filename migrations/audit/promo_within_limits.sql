-- A code counts its uses and holds, and stays within its limits in total and per person.
select 'promo ' || p.code,
  'taken ' || p.taken || ', rows ' || count(u.promo_id) || ', max ' || coalesce(p.max_uses::text, 'none')
from promo_codes p
left join promo_uses u on u.promo_id = p.id
group by p.id
having count(u.promo_id) <> p.taken or count(u.promo_id) > p.max_uses or max(u.nth) > p.per_user
