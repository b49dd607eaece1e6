/**
 * Keeps the figures of each day and of its hours. A day is counted anew as a whole, so that counting it again changes
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
import {
  countActiveByHour,
  countActiveOfDays,
  countPayersOfDays,
  countRetained,
  countSums,
} from './count.ts';
import { DAY_MS, dayOf, daysBetween, HOUR_MS, mondayOf, plusDays, startOf } from './days.ts';
import { DailyFigure, HourlyFigure } from './models.ts';
import { type Counted, type CountedInHour, type FigureName, sums } from './names.ts';

/** The consequences of a first launch are counted for 30 days, and a provider's reports may be as late. */
const CHANGES_FOR_DAYS = 33;
/** A statement that reads a month of movements may take long; nobody waits for it. */
const MAX_STATEMENT_MS = 10 * 60_000;
const MAX_RUN_S = 3600;
/** This many days, and the month before them, are read together. */
const MAX_DAYS_AT_ONCE = 60;

/** Every quarter of an hour: yesterday, today, and days that have never been counted. */
export const countDaysJob = defineJob({
  name: 'figures.count',
  payload: z.object({}),
  cron: '*/15 * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: MAX_RUN_S, heartbeatSeconds: 60 },
  async handle(app, _payload, { signal }) {
    const today = dayOf(app.now());
    await storeDays(app, [plusDays(today, -1), today, ...(await findUncounted(app))], { signal });
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
    await storeDays(app, [...late, ...days], { signal });
  },
});

/** Days since the first person came whose figures are missing, all or some. */
async function findUncounted(app: AppContext): Promise<string[]> {
  const daysWith = async (figure: FigureName, key: string) => {
    const rows = await app.db
      .of(DailyFigure)
      .findAll({ attributes: ['day'], where: { figure, key }, raw: true });
    return new Set(rows.map(({ day }) => day));
  };
  const [first, counted, payersCounted] = await Promise.all([
    findFirstDay(app.db),
    daysWith('counted_at', ''),
    daysWith('payers', '0'),
  ]);
  if (first === null) {
    return [];
  }
  const all = daysBetween(dayOf(first), dayOf(app.now()));
  return all.filter((day) => !(counted.has(day) && payersCounted.has(day)));
}

/** Counts these days anew and keeps what was found, the newest days first. */
export async function storeDays(
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
    for (const run of runsOf(chosen).reverse()) {
      signal?.throwIfAborted();
      await storeRun(app, reading, run, signal);
    }
    await storePayers(app, reading, chosen, signal);
    for (const monday of new Set(chosen.map(mondayOf))) {
      signal?.throwIfAborted();
      const retained = await countRetained(reading, monday);
      await app.db.transaction((tx) => replace(tx, monday, ['retained'], retained));
    }
  } finally {
    await reading.close();
  }
}

/** Groups the days into runs of consecutive ones, at most MAX_DAYS_AT_ONCE long. */
function runsOf(days: readonly string[]): string[][] {
  const runs: string[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    const goesOn = last?.at(-1) === plusDays(day, -1) && last.length < MAX_DAYS_AT_ONCE;
    if (last && goesOn) {
      last.push(day);
    } else {
      runs.push([day]);
    }
  }
  return runs;
}

async function storeRun(
  app: AppContext,
  reading: Database,
  run: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const at = Math.floor(app.now().getTime() / 1000);
  const active = await countActiveOfDays(reading, run[0] ?? '', run.at(-1) ?? '');
  for (const day of run) {
    signal?.throwIfAborted();
    await storeDay(app, reading, { day, at, active: active.get(day) ?? [] });
  }
}

async function storeDay(
  app: AppContext,
  reading: Database,
  { day, at, active }: { day: string; at: number; active: readonly Counted[] },
): Promise<void> {
  const [sumsByHour, activeByHour] = await Promise.all([
    countSums(app.db, startOf(day), startOf(plusDays(day, 1))),
    countActiveByHour(reading, day),
  ]);
  await app.db.transaction(async (tx) => {
    // One transaction at a time writes a day; an earlier count does not overwrite a later one.
    const mark = { day, figure: 'counted_at' as const, key: '' };
    const isFirst = await tx.of(DailyFigure).createUnlessExists({ ...mark, value: at });
    const held = await lockMark(tx, day);
    if (held && (isFirst || held.value <= at)) {
      await tx.of(DailyFigure).save(held, { value: at });
      await replace(tx, day, [...sums, 'active'], [...addUp(sumsByHour), ...active]);
      await replaceHours(tx, day, at, [...sumsByHour, ...activeByHour]);
    }
  });
}

/** Locks a day, so that one transaction at a time writes its figures. */
function lockMark(tx: Tx, day: string): Promise<DailyFigure | null> {
  const where = { day, figure: 'counted_at' as const, key: '' };
  return tx.of(DailyFigure).findOne({ where, lock: FOR_NO_KEY_UPDATE });
}

/** Counts all days since the first of these: the gap of a day's payers depends on every earlier day. */
async function storePayers(
  app: AppContext,
  reading: Database,
  chosen: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const first = chosen[0];
  const last = [...chosen, dayOf(app.now())].sort().at(-1);
  if (first === undefined || last === undefined) {
    return;
  }
  for (const run of runsOf(daysBetween(first, last))) {
    signal?.throwIfAborted();
    const payers = await countPayersOfDays(reading, run[0] ?? '', run.at(-1) ?? '');
    for (const day of run) {
      const isCounted: Counted = { figure: 'payers', key: '0', value: 0 };
      await app.db.transaction(async (tx) => {
        await lockMark(tx, day);
        await replace(tx, day, ['payers'], [isCounted, ...(payers.get(day) ?? [])]);
      });
    }
  }
}

/** The same figures without their hours. */
function addUp(counted: readonly CountedInHour[]): Counted[] {
  const figures = Map.groupBy(counted, ({ figure, key }) => `${figure} ${key}`);
  return [...figures.values()].flatMap(([first, ...rest]) => {
    if (!first) {
      return [];
    }
    const value = rest.reduce((sum, one) => sum + one.value, first.value);
    return value === 0 ? [] : [{ figure: first.figure, key: first.key, value }];
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
    // Two runs may write the same week.
    { updateOnDuplicate: ['value'] },
  );
}

/** Replaces the figures of the hours of a day; each hour gets a mark with the time of the count. */
async function replaceHours(
  tx: Tx,
  day: string,
  at: number,
  counted: readonly CountedInHour[],
): Promise<void> {
  const [from, to] = [startOf(day), startOf(plusDays(day, 1))];
  await tx.of(HourlyFigure).destroy({ where: { hour: { [Op.gte]: from, [Op.lt]: to } } });
  const marks = Array.from({ length: DAY_MS / HOUR_MS }, (_, n) => ({
    hour: new Date(from.getTime() + n * HOUR_MS),
    figure: 'counted_at' as const,
    key: '',
    value: at,
  }));
  await tx.of(HourlyFigure).bulkCreate([...marks, ...counted]);
}
