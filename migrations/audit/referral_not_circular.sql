-- Nobody is their own inviter's inviter, over however many people.
select 'referral of ' || person, 'comes back to itself'
from (
  with recursive up (person, inviter) as (
    select referee_user_id, referrer_user_id from referrals
    union
    select up.person, r.referrer_user_id from up join referrals r on r.referee_user_id = up.inviter
  )
  select person from up where person = inviter
) circle
