-- The share of a charge goes back with the charge.
select 'entry ' || e.id, e.reference
from ledger_entries e
where e.kind = 'referral_share' and exists (
  select from payment_charges c
  where c.provider || ':' || c.charge_id = e.reference and c.status = 'refunded')
  and not exists (
    select from ledger_entries back
    where back.user_id = e.user_id and back.kind = 'referral_share_reversal'
      and back.reference = e.reference)
  and not exists (
    select from ledger_shortfalls short
    where short.user_id = e.user_id and short.kind = 'referral_share_reversal'
      and short.reference = e.reference)
