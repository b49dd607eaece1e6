-- What of a day's allowance is used up are the operations of that day that were not given back.
select 'user ' || coalesce(p.user_id, g.user_id),
  coalesce(p.day, g.plan_day) || ': used ' || coalesce(p.used, 0) || ', operations ' || coalesce(g.used, 0)
from plan_usage p
full join (
  select user_id, plan_day, count(*) as used from generations
  where paid_with = 'plan' and status not in ('failed', 'cancelled')
  group by user_id, plan_day
) g on g.user_id = p.user_id and g.plan_day = p.day
where coalesce(p.used, 0) <> coalesce(g.used, 0)
