import { sql } from '../db/statement.ts';

// Raw SQL: the state of the server, of no table.
export const readState = sql<{ writable: boolean }>(
  `select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as writable`,
);
