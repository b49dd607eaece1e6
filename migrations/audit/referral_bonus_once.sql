-- An invite brings its bonus to the inviter once.
select 'referral of ' || referee_user_id, 'entries ' || bonus_entries
from audit.referrals where bonus_entries > 1
