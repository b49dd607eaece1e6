import { sql } from '../db/statement.ts';

// Raw SQL: settings of the transaction, which belong to no row.
/** Milliseconds for each statement, and for its waiting, until the end of the transaction. */
export const limitStatements = sql(
  `select set_config('statement_timeout', $1, true), set_config('lock_timeout', $1, true)`,
);
// Raw SQL: a lock that belongs to no row.
/** Until the end of the transaction. */
export const lockStart = sql('select pg_advisory_xact_lock($1)');
