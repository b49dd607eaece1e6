/** Sums over all people, and balances of several people at once, for the admin tab. */
import type { Asset } from '../../shared/schemas/primitives.ts';
import type { Database } from '../db/database.ts';
import { Wallet } from './models.ts';
import * as statements from './totalStatements.ts';

export { activePeopleSql } from './totalStatements.ts';

/**
 * The sum of each kind of movement in each hour, over all people, `from` inclusive, `to` exclusive; positive
 * where people received.
 */
export async function sumByHour(
  db: Database,
  asset: Asset,
  from: Date,
  to: Date,
): Promise<{ hour: Date; kind: string; total: number }[]> {
  return await db.query(statements.sumKindsByHour, [asset, from, to]);
}

/** How many people had a movement of any kind between `from` and `to`, and none between `notSince` and `from`. */
export async function countActivePeople(
  db: Database,
  from: Date,
  to: Date,
  notSince: Date = from,
): Promise<number> {
  const [row] = await db.query(statements.countActive, [from, to, notSince]);
  return row?.people ?? 0;
}

/** How many people had their first movement of this period in each of its hours. */
export async function countFirstActiveByHour(
  db: Database,
  from: Date,
  to: Date,
): Promise<{ hour: Date; people: number }[]> {
  return await db.query(statements.countFirstActiveByHour, [from, to]);
}

/** For each day and each span: how many people had a movement in that many days ending with it. One query. */
export async function countActiveOfDays(
  db: Database,
  { from, to, spans }: { from: string; to: string; spans: readonly number[] },
): Promise<statements.ActiveOfDay[]> {
  return await db.query(statements.countActiveOfDays, [from, to, spans]);
}

/** Balances of several people; those who own nothing yet are missing. */
export async function readBalancesOf(
  db: Database,
  userIds: readonly number[],
): Promise<Map<number, Partial<Record<Asset, number>>>> {
  const people = new Map<number, Partial<Record<Asset, number>>>();
  const wallets = await db.of(Wallet).findAll({ where: { userId: [...userIds] } });
  for (const { userId, asset, balance } of wallets) {
    people.set(userId, { ...people.get(userId), [asset]: balance });
  }
  return people;
}
