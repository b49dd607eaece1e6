-- A share is of a charge of somebody whom the person has invited.
select 'entry ' || e.id, e.reference
from ledger_entries e
where e.kind = 'referral_share' and not exists (
  select from payment_charges c
  join referrals r on r.referee_user_id = c.user_id and r.referrer_user_id = e.user_id
  where c.provider || ':' || c.charge_id = e.reference)
