/** How long a model takes, learned from its last runs. */

import type { AppContext } from '../../app/context.ts';
import type { Model } from '../catalog/catalog.ts';
import { readMedians } from './etaStatements.ts';

const FRESH_MS = 60_000;

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
