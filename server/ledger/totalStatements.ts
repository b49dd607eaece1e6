import { sql } from '../db/statement.ts';
import type { Account } from './movements.ts';

/** Of one house account in a span of time. */
export interface AccountTotal {
  account: Account;
  /** Signed, as people's balances saw it. */
  total: number;
}

// Raw SQL: statistics over the whole ledger.
export const sumAccounts = sql<AccountTotal>(`
  select account, sum(amount)::bigint as total from ledger_entries
  where created_at >= $2 and created_at < $3 and asset = $1
  group by account
`);

// Raw SQL: statistics over the whole ledger.
export const countMovers = sql<{ people: number }>(`
  select count(*) as people from (
    select user_id from ledger_entries where created_at >= $1 and created_at < $2 group by user_id
  ) movers
`);
