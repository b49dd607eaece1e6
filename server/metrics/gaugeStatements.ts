import { sql } from '../db/statement.ts';

export interface Figure {
  gauge: 'generations' | 'payments' | 'alerts' | 'outbox' | 'violations';
  label: string;
  count: number;
  /** Seconds since the oldest of them came. */
  age: number;
}

/**
 * Raw SQL: statistics over five tables in one round trip, at each scrape of each process. Each part reads an
 * index: what is unfinished, a day of payments, open alerts, messages that are due, one setting.
 */
export const readFigures = sql<Figure>(`
  select 'generations' as gauge, status as label, count(*) as count,
    coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
  from generations where status in ('queued', 'running') group by status
  union all
  select 'payments', provider || ' ' || status, count(*), 0
  from payments where created_at > now() - interval '1 day' group by provider, status
  union all
  select 'alerts', kind, count(*), extract(epoch from now() - min(created_at))::float8
  from alerts where resolved_at is null group by kind
  union all
  select 'outbox', '', count(*), coalesce(extract(epoch from now() - min(send_after)), 0)::float8
  from outbox_messages where sent_at is null and send_after <= now()
  union all
  select 'violations', '', (value->>'violations')::numeric::bigint, 0 from settings
  where key = 'last_audit' and jsonb_typeof(value->'violations') = 'number'
`);
