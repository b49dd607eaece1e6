/** Sums over everybody, and balances of several people at once: what admins look at. */
import { Op } from 'sequelize';
import type { Asset } from '../../shared/schemas/primitives.ts';
import type { Database } from '../db/database.ts';
import { LedgerEntry, Wallet } from './models.ts';
import { countMovers } from './totalStatements.ts';

export { moversSql } from './totalStatements.ts';

/** What was moved by each kind of movement, of everybody, `from` included, `to` not; signed, as people's balances saw it. */
export async function sumByKind(
  db: Database,
  asset: Asset,
  from: Date,
  to: Date,
): Promise<{ kind: string; total: number }[]> {
  const createdAt = { [Op.gte]: from, [Op.lt]: to };
  return await db.of(LedgerEntry).sumBy('kind', 'amount', { asset, createdAt });
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
