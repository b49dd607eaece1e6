/** Sums over everybody, and balances of several people at once: what admins look at. */
import type { Asset } from '../../shared/schemas/primitives.ts';
import type { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import type { Account } from './movements.ts';

/** Of one house account in a span of time. */
export interface AccountTotal {
  account: Account;
  /** Signed, as people's balances saw it. */
  total: number;
}

const sumAccounts = sql<AccountTotal>(`
  select account, sum(amount)::bigint as total from ledger_entries
  where created_at >= $2 and created_at < $3 and asset = $1
  group by account
`);

const readMany = sql<{ user_id: number; asset: Asset; balance: number }>(
  `select user_id, asset, balance from wallets where user_id = any($1::bigint[])`,
);

const countMovers = sql<{ people: number }>(`
  select count(*) as people from (
    select user_id from ledger_entries where created_at >= $1 and created_at < $2 group by user_id
  ) movers
`);

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
  for (const { user_id, asset, balance } of await db.query(readMany, [userIds])) {
    people.set(user_id, { ...people.get(user_id), [asset]: balance });
  }
  return people;
}
