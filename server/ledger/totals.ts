/** Sums over everybody, and balances of several people at once: what admins look at. */
import type { Asset } from '../../shared/schemas/primitives.ts';
import type { Database } from '../db/database.ts';
import { Wallet } from './models.ts';
import { type AccountTotal, countMovers, sumAccounts } from './totalStatements.ts';

/** What was moved between everybody and each house account, `from` included, `to` not. */
export async function sumByAccount(
  db: Database,
  asset: Asset,
  from: Date,
  to: Date,
): Promise<AccountTotal[]> {
  return await db.query(sumAccounts, [asset, from, to]);
}

/** How many people had a movement of any kind in this time. */
export async function countPeopleMoved(db: Database, from: Date, to: Date): Promise<number> {
  const [row] = await db.query(countMovers, [from, to]);
  return row?.people ?? 0;
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
