-- A discount for the first top-up was used by the first top-up.
select 'payment ' || p.id, 'promo ' || r.code
from promo_uses u
join promo_codes r on r.id = u.promo_id and r.first_topup_only
join payments p on p.user_id = u.user_id and p.id = u.payment_id
join payment_charges c on c.user_id = p.user_id and c.payment_id = p.id
  and c.charge_id = p.provider_charge_id
join ledger_entries e on e.user_id = c.user_id and e.asset = 'coins' and e.kind = 'topup'
  and e.reference = c.provider || ':' || c.charge_id
where u.used_at >= greatest(r.updated_at,
    (select applied_at from schema_migrations where name = '0021-add-lost-discounts'))
  and exists (
    select from ledger_entries earlier
    where earlier.user_id = e.user_id and earlier.asset = 'coins' and earlier.kind = 'topup'
      and earlier.wallet_version < e.wallet_version)
