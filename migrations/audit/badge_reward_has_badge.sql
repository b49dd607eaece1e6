-- XP for a badge go to somebody who has the badge.
select 'entry ' || e.id, e.reference
from ledger_entries e
where e.kind = 'badge_reward' and not exists (
  select from user_badges b where b.user_id = e.user_id and b.badge = e.reference)
