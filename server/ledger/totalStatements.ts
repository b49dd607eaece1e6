import { sql } from '../db/statement.ts';

// Raw SQL: statistics over the whole ledger.
export const countMovers = sql<{ people: number }>(`
  select count(*) as people from (
    select user_id from ledger_entries where created_at >= $1 and created_at < $2 group by user_id
  ) movers
`);
