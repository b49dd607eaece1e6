-- Nothing stays in work long after its deadline.
select 'generation ' || g.id, 'status ' || g.status || ', deadline ' || g.deadline_at
from generations g
where g.status in ('queued', 'running') and g.deadline_at < now() - interval '15 minutes'
