import { sql } from './statement.ts';

// Raw SQL: a view of PostgreSQL's own.
export const readZones = sql<{ name: string }>('select lower(name) as name from pg_timezone_names');
