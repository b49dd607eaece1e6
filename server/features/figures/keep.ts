/**
 * Keeps the figures of each day. A day is counted anew as a whole, so that counting it again changes
 * nothing unless its rows have changed: money that a provider reports late, works that end later,
 * newcomers who pay weeks after.
 */
import { Op } from 'sequelize';
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import { Database, type Tx } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { findLateDays } from '../payments/lookup.ts';
import { findFirstDay } from '../users/lookup.ts';
import { activeSpans, countActive, countRetained, countSums } from './count.ts';
import { DAY_MS, dayOf, daysBetween, mondayOf, plusDays, startOf } from './days.ts';
import { DailyFigure } from './models.ts';
import { type Counted, sums } from './names.ts';

/** The consequences of a first launch are counted for 30 days, and a provider's news may be as late. */
const CHANGES_FOR_DAYS = 33;
/** A statement that reads a month of movements takes its time; nobody waits for it. */
const MAX_STATEMENT_MS = 10 * 60_000;
const MAX_RUN_S = 3600;

/** Every quarter of an hour: yesterday, today, and days that have never been counted. */
export const countDaysJob = defineJob({
  name: 'figures.count',
  payload: z.object({}),
  cron: '*/15 * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: MAX_RUN_S, heartbeatSeconds: 60 },
  async handle(app, _payload, { signal }) {
    const today = dayOf(app.now());
    await keepDays(app, [plusDays(today, -1), today, ...(await findUncounted(app))], { signal });
  },
});

/** Every night: all days whose rows may still change. */
export const recountDaysJob = defineJob({
  name: 'figures.recount',
  payload: z.object({}),
  cron: '20 2 * * *',
  policy: { retryLimit: 1, retryDelay: 600, expireInSeconds: MAX_RUN_S, heartbeatSeconds: 60 },
  async handle(app, _payload, { signal }) {
    const today = dayOf(app.now());
    const late = await findLateDays(app.db, new Date(app.now().getTime() - 2 * DAY_MS));
    const days = daysBetween(plusDays(today, -CHANGES_FOR_DAYS), today);
    await keepDays(app, [...late, ...days], { signal });
  },
});

/** Days since the first person came that nobody has counted, the newest first. */
async function findUncounted(app: AppContext): Promise<string[]> {
  const [first, counted] = await Promise.all([
    findFirstDay(app.db),
    app.db.of(DailyFigure).findAll({
      attributes: ['day'],
      where: { figure: 'counted_at' },
      raw: true,
    }),
  ]);
  if (first === null) {
    return [];
  }
  const known = new Set(counted.map(({ day }) => day));
  const all = daysBetween(dayOf(first), dayOf(app.now()));
  return all.filter((day) => !known.has(day)).reverse();
}

/** Counts these days anew and keeps what was found. */
export async function keepDays(
  app: AppContext,
  days: readonly string[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const reading = new Database({
    url: app.db.directUrl,
    poolSize: 1,
    statementTimeoutMs: MAX_STATEMENT_MS,
  });
  try {
    const chosen = [...new Set(days)].sort();
    for (const day of chosen) {
      signal?.throwIfAborted();
      await keepDay(app, reading, day);
    }
    for (const monday of new Set(chosen.map(mondayOf))) {
      signal?.throwIfAborted();
      const retained = await countRetained(reading, monday);
      await app.db.transaction((tx) => replace(tx, monday, ['retained'], retained));
    }
  } finally {
    await reading.close();
  }
}

async function keepDay(app: AppContext, reading: Database, day: string): Promise<void> {
  const at = Math.floor(app.now().getTime() / 1000);
  const counted = await countSums(app.db, startOf(day), startOf(plusDays(day, 1)));
  for (const span of activeSpans) {
    const value = await countActive(reading, day, span);
    counted.push({ figure: 'active', key: String(span), value });
  }
  await app.db.transaction(async (tx) => {
    // One at a time for each day; who counted earlier does not overwrite who counted later.
    const mark = { day, figure: 'counted_at' as const, key: '' };
    const isFirst = await tx.of(DailyFigure).createUnlessExists({ ...mark, value: at });
    const held = await tx
      .of(DailyFigure)
      .findOne({ where: mark, lock: FOR_NO_KEY_UPDATE, rejectOnEmpty: true });
    if (isFirst || held.value <= at) {
      await tx.of(DailyFigure).save(held, { value: at });
      await replace(tx, day, [...sums, 'active'], counted);
    }
  });
}

async function replace(
  tx: Tx,
  day: string,
  figures: readonly Counted['figure'][],
  counted: readonly Counted[],
): Promise<void> {
  await tx.of(DailyFigure).destroy({ where: { day, figure: { [Op.in]: [...figures] } } });
  await tx.of(DailyFigure).bulkCreate(
    counted.map((one) => ({ day, ...one })),
    // Two runs may meet on the same week.
    { updateOnDuplicate: ['value'] },
  );
}
