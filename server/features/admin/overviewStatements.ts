import { sql } from '../../db/statement.ts';

// Raw SQL: statistics; three figures as of one moment.
export const readQueue = sql<{ queued: number; running: number; oldest_seconds: number | null }>(`
  select
    (select count(*) from generations where status = 'queued') as queued,
    (select count(*) from generations where status = 'running') as running,
    (select floor(extract(epoch from now() - min(created_at)))::int
      from generations where status = 'queued') as oldest_seconds
`);
