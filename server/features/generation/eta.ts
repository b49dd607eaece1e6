/** How long a model takes, learned from its last runs. */

import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';
import type { Model } from '../catalog/catalog.ts';

const RUNS = 20;
const MIN_RUNS = 3;
const FRESH_MS = 60_000;

/** The median of the last runs of every model; one short walk along an index for each. */
const readMedians = sql<{ code: string; stand_in: boolean; seconds: number }>(`
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

const keyOf = (code: string, standIn: boolean) => `${code}${standIn ? ' stand-in' : ''}`;

interface Learned {
  at: number;
  seconds: Promise<Map<string, number>>;
}

const learned = new WeakMap<AppContext, Learned>();

function read(app: AppContext): Promise<Map<string, number>> {
  const before = learned.get(app);
  if (before && performance.now() - before.at < FRESH_MS) {
    return before.seconds;
  }
  const seconds = app.db
    .query(readMedians)
    .then((rows) => new Map(rows.map((row) => [keyOf(row.code, row.stand_in), row.seconds])));
  learned.set(app, { at: performance.now(), seconds });
  seconds.catch(() => learned.delete(app));
  return seconds;
}

export type EtaOf = (model: Pick<Model, 'code' | 'eta_seconds'>, standIn?: boolean) => number;

/** @returns seconds from the start to the end of a run, at least one. */
export async function learnEtas(app: AppContext): Promise<EtaOf> {
  const seconds = await read(app);
  return ({ code, eta_seconds }, standIn = false) =>
    Math.max(1, Math.ceil(seconds.get(keyOf(code, standIn)) ?? eta_seconds));
}
