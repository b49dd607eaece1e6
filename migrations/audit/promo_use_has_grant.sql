-- A used code has given what its person was answered.
select 'promo use ' || u.promo_id || ' of user ' || u.user_id,
  (u.answer ->> 'kind') || ' ' || (u.answer ->> 'value')
from promo_uses u
where u.answer ->> 'kind' in ('bonus_coins', 'free_operations', 'free_trainings')
  and not exists (
    select from ledger_entries e
    where e.user_id = u.user_id and e.kind in ('promo_bonus', 'free_grant')
      and replace(e.reference, 'PROMOCODE:', '') = u.promo_id || ':' || u.nth
      and e.amount = (u.answer ->> 'value')::bigint)
