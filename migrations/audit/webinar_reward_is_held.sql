-- A webinar's reward is held by a place, and what no place holds has been taken back.
select 'user ' || coalesce(e.user_id, r.user_id),
  coalesce(e.reference, r.webinar_id || ':' || r.nth)
from (
  select e.user_id, e.reference from ledger_entries e
  where e.kind = 'webinar_reward' and not exists (
    select from ledger_entries back
    where back.user_id = e.user_id and back.kind = 'webinar_reward_reversal'
      and back.reference = e.reference
  ) and not exists (
    select from ledger_shortfalls short
    where short.user_id = e.user_id and short.kind = 'webinar_reward_reversal'
      and short.reference = e.reference)
) e
full join (select * from webinar_registrations where holds_reward) r
  on r.user_id = e.user_id and r.webinar_id || ':' || r.nth = e.reference
where e.user_id is null or r.user_id is null or r.state <> 'registered'
