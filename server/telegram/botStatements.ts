import { sql } from '../db/statement.ts';

// Raw SQL: a lock that belongs to no row.
/** Until the end of the transaction. */
export const lockStart = sql('select pg_advisory_xact_lock($1)');
