import { sql } from './statement.ts';

// Raw SQL: the clock alone, of no table.
export const readClock = sql<{ at: number }>(
  `select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`,
);

// Raw SQL: the clock alone, of no table.
export const readTransactionTime = sql<{ now: Date }>('select now() as now');
