/**
 * Figures of people for the lists of the team: updated every minute for people with changes, every night for
 * all.
 */
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { MAX_NIGHTLY_TRANSACTION_MS } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { lastPersonId } from '../users/lookup.ts';
import { refreshFigures } from './figuresStatements.ts';
import { PersonFigures } from './models.ts';

/** Longer than any transaction: what was committed late is seen by the next run. */
const OVERLAP_MS = 15 * 60_000;
const PEOPLE_AT_ONCE = 20_000;

/** Updates everybody's figures, some thousands of people at a time. */
export async function refreshAll(app: AppContext, signal?: AbortSignal): Promise<void> {
  const last = await lastPersonId(app.db);
  for (let above = 0; above < last && !signal?.aborted; above += PEOPLE_AT_ONCE) {
    await app.db.transaction(
      (tx) => tx.query(refreshFigures, [null, above, above + PEOPLE_AT_ONCE]),
      { maxMs: MAX_NIGHTLY_TRANSACTION_MS },
    );
  }
}

/** Updates the figures of people whose figures may have changed. */
export async function refreshChanged(app: AppContext): Promise<void> {
  const latest = await app.db.of(PersonFigures).findOne({ order: [['figuredAt', 'DESC']] });
  if (!latest) {
    await refreshAll(app);
    return;
  }
  const since = new Date(latest.figuredAt.getTime() - OVERLAP_MS);
  await app.db.transaction((tx) => tx.query(refreshFigures, [since, 0, Number.MAX_SAFE_INTEGER]), {
    maxMs: MAX_NIGHTLY_TRANSACTION_MS,
  });
}

export const figuresJob = defineJob({
  name: 'people.figures',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 0, retryDelay: 30, expireInSeconds: 300, waitsOnce: true },
  handle: (app) => refreshChanged(app),
});

export const allFiguresJob = defineJob({
  name: 'people.all-figures',
  payload: z.object({}),
  cron: '50 2 * * *',
  policy: { retryLimit: 2, retryDelay: 60, expireInSeconds: 1800, waitsOnce: true },
  handle: (app, _payload, { signal }) => refreshAll(app, signal),
});
