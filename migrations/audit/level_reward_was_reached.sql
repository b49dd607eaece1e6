-- The reward of a level goes to somebody who has reached it.
select 'entry ' || e.id, 'level ' || e.reference
from ledger_entries e
where e.kind = 'level_reward' and not exists (
  select from user_counters c
  where c.user_id = e.user_id and c.metric = 'level' and c.value >= e.reference::bigint)
