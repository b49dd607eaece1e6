/** Counts figures anew from the rows themselves; nothing else knows how a figure comes about. */
import type { Database } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { DAY_MS, mondayOf, plusDays, startOf } from './days.ts';
import * as statements from './figureStatements.ts';
import type { Counted } from './names.ts';

/** All that adds up over days, `from` included, `to` not; at most some days, which are read by index. */
export async function countSums(db: Database, from: Date, to: Date): Promise<Counted[]> {
  const [counted, coins] = await Promise.all([
    db.query(statements.countFigures, [from, to]),
    ledger.sumByKind(db, 'coins', from, to),
  ]);
  return [
    ...counted,
    ...coins.map(({ kind, total }): Counted => ({ figure: 'coins', key: kind, value: total })),
  ];
}

/** How many people paid, `from` included, `to` not. */
export async function countPayers(db: Database, from: Date, to: Date): Promise<number> {
  const [row] = await db.query(statements.countPayers, [from, to]);
  return row?.people ?? 0;
}

/** How many days back the figures of active people reach. */
export const activeSpans = [1, 7, 30] as const;
export type ActiveSpan = (typeof activeSpans)[number];

/** People with any movement in their ledger in so many days that end with this one. */
export async function countActive(db: Database, day: string, days: ActiveSpan): Promise<number> {
  const to = new Date(startOf(day).getTime() + DAY_MS);
  return await ledger.countPeopleMoved(db, startOf(plusDays(day, 1 - days)), to);
}

/** Who of each week's newcomers was active in the week of this day, as figures of its Monday. */
export async function countRetained(db: Database, day: string): Promise<Counted[]> {
  const monday = mondayOf(day);
  const rows = await db.query(statements.countRetained, [
    startOf(monday),
    startOf(plusDays(monday, 7)),
  ]);
  return rows.map(({ cohort, people }) => ({ figure: 'retained', key: cohort, value: people }));
}
