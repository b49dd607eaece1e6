import { sql } from '../../db/statement.ts';

const RUNS = 20;
const MIN_RUNS = 3;

/** The median of the last runs of every model; one short walk along an index for each. */
// Raw SQL: statistics; a median of the last runs of each model.
export const readMedians = sql<{ code: string; stand_in: boolean; seconds: number }>(`
  select m.code, r.stand_in, (percentile_cont(0.5) within group (order by r.seconds))::float8 as seconds
  from models m
  cross join lateral (
    select g.stand_in, extract(epoch from g.finished_at - g.started_at)::float8 as seconds
    from generations g
    where g.model = m.code and g.status = 'succeeded' and coalesce(g.made_by, g.model) = g.model
    order by g.finished_at desc limit ${RUNS}
  ) r
  group by m.code, r.stand_in having count(*) >= ${MIN_RUNS}
`);
