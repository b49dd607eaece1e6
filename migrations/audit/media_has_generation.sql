-- Media belong to a generation that succeeded, and there are no more of them than it counts.
select 'media ' || m.id, 'generation ' || m.generation_id
from media m
where not exists (
  select from generations g
  where g.user_id = m.user_id and g.id = m.generation_id and g.status = 'succeeded'
    and m.position < g.media_count)
