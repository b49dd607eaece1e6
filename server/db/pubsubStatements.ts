import { sql } from './statement.ts';

// Raw SQL: a function of PostgreSQL, of no table; everything that waits is sent at once.
export const sendAll = sql(`select pg_notify(channel, payload)
  from unnest($1::text[], $2::text[]) as message (channel, payload)`);
