/** Counts figures from the rows themselves; no other code computes them. */
import type { Database } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { DAY_MS, mondayOf, plusDays, startOf } from './days.ts';
import * as statements from './figureStatements.ts';
import { type Counted, type CountedInHour, MAX_PAYER_GAP } from './names.ts';

function byDay<Row extends { day: string }>(rows: readonly Row[], toFigure: (row: Row) => Counted) {
  const days = Map.groupBy(rows, ({ day }) => day);
  return new Map([...days].map(([day, ofDay]) => [day, ofDay.map(toFigure)]));
}

/** All figures that add up, by hour, `from` inclusive, `to` exclusive; for a few days at most, read by index. */
export async function countSums(db: Database, from: Date, to: Date): Promise<CountedInHour[]> {
  const [counted, coins] = await Promise.all([
    db.query(statements.countFigures, [from, to]),
    ledger.sumByHour(db, 'coins', from, to),
  ]);
  return [
    ...counted,
    ...coins.map(({ hour, kind, total }) => ({
      hour,
      figure: 'coins' as const,
      key: kind,
      value: total,
    })),
  ];
}

/** How many people paid, `from` inclusive, `to` exclusive, who had not paid since an earlier time. */
export async function countPayers(
  db: Database,
  from: Date,
  to: Date,
  notSince: Date = from,
): Promise<number> {
  const [row] = await db.query(statements.countPayers, [from, to, notSince]);
  return row?.people ?? 0;
}

/** The payers of each of these consecutive days as figures; days without any are missing. */
export async function countPayersOfDays(
  db: Database,
  from: string,
  to: string,
): Promise<Map<string, Counted[]>> {
  const rows = await db.query(statements.countPayersByGap, [from, to, MAX_PAYER_GAP]);
  return byDay(rows, ({ gap, people }) => ({ figure: 'payers', key: String(gap), value: people }));
}

/** The spans of days for which active people are counted. */
export const activeSpans = [1, 7, 30] as const;
export type ActiveSpan = (typeof activeSpans)[number];

/** People with any ledger movement in this many days, this one included. */
export async function countActive(db: Database, day: string, days: ActiveSpan): Promise<number> {
  const to = new Date(startOf(day).getTime() + DAY_MS);
  return await ledger.countActivePeople(db, startOf(plusDays(day, 1 - days)), to);
}

/** The same for all spans that end with each of these days, in one query. */
export async function countActiveOfDays(
  db: Database,
  from: string,
  to: string,
): Promise<Map<string, Counted[]>> {
  const rows = await ledger.countActiveOfDays(db, { from, to, spans: activeSpans });
  return byDay(rows, ({ span, people }) => ({
    figure: 'active',
    key: String(span),
    value: people,
  }));
}

/** People active on a day, each in the hour in which they first were. */
export async function countActiveByHour(db: Database, day: string): Promise<CountedInHour[]> {
  const rows = await ledger.countFirstActiveByHour(db, startOf(day), startOf(plusDays(day, 1)));
  return rows.map(({ hour, people }) => ({ hour, figure: 'active', key: '', value: people }));
}

/** How many of each week's newcomers were active in the week of this day, as figures of its Monday. */
export async function countRetained(db: Database, day: string): Promise<Counted[]> {
  const monday = mondayOf(day);
  const rows = await db.query(statements.countRetained, [
    startOf(monday),
    startOf(plusDays(monday, 7)),
  ]);
  return rows.map(({ cohort, people }) => ({ figure: 'retained', key: cohort, value: people }));
}
