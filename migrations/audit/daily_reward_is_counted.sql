-- A person has a daily reward for each day that was counted for them, the last one on the last day.
select 'user ' || coalesce(e.user_id, t.user_id),
  coalesce(e.rewards, 0) || ' rewards, ' || coalesce(t.times, 0) || ' days'
from (
  select user_id, count(*) as rewards, max(reference) as last_day from ledger_entries
  where kind = 'daily_reward' group by user_id
) e
full join (select * from earned_tasks where task = 'daily') t on t.user_id = e.user_id
where e.rewards is distinct from t.times or e.last_day is distinct from t.last_day::text
