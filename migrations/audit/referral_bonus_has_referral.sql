-- Bonuses of invites go to the two people of an invite that has been paid.
select 'entry ' || e.id, e.reference
from ledger_entries e
where e.kind = 'referral_bonus' and not exists (
  select from referrals r
  where r.paid_at is not null and r.referee_user_id::text = split_part(e.reference, ':', 2)
    and e.user_id = case split_part(e.reference, ':', 1)
      when 'inviter' then r.referrer_user_id
      when 'friend' then r.referee_user_id end)
