import { sql } from '../db/statement.ts';

/**
 * For statements of other features that count people: the ids of those who had a movement, between the
 * moments that two SQL expressions name.
 */
export function moversSql(from: string, to: string): string {
  return `(select user_id from ledger_entries
    where created_at >= ${from} and created_at < ${to} group by user_id)`;
}

// Raw SQL: statistics over the whole ledger.
export const countMovers = sql<{ people: number }>(`
  select count(*) as people from ${moversSql('$1', '$2')} movers
`);
