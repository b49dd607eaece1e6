-- A reduced price was paid by a use of its code, and without a code the price was the full one. Orders
-- paid before the rule was there are left out.
select 'payment ' || p.id,
  'paid ' || p.amount || ' of ' || p.full_amount || ', promo ' || coalesce(p.promo_id::text, 'none')
from payments p
join payment_charges c on c.user_id = p.user_id and c.payment_id = p.id
  and c.charge_id = p.provider_charge_id
where c.created_at >= (select applied_at from schema_migrations where name = '0021-add-lost-discounts')
  and case
    when p.promo_id is null then p.amount <> p.full_amount
    else not exists (
      select from promo_uses u
      where u.user_id = p.user_id and u.payment_id = p.id and u.promo_id = p.promo_id
        and u.used_at is not null)
  end
