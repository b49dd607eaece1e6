-- A generation has media exactly when it succeeded.
select 'generation ' || g.id, 'media_count ' || g.media_count
from generations g
where (g.status = 'succeeded' and g.media_count < 1)
  or (g.status <> 'succeeded' and g.media_count <> 0)
