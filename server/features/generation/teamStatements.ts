import { sql } from '../../db/statement.ts';

export interface HealthRow {
  waiting: number;
  running: number;
  oldest_seconds: number;
  /** One per provider, and one of all together with null. */
  hour: {
    provider: string | null;
    succeeded: number;
    failed: number;
    median_s: number | null;
    p95_s: number | null;
  }[];
  failures: { failure: string; failed: number }[];
}

// Raw SQL: statistics; medians over the last hour by provider, along indexes that hold that hour alone.
export const readHealth = sql<HealthRow>(`
  with ended as (
    select provider, status, null as failure, extract(epoch from finished_at - created_at) as took_s
    from generations where status = 'succeeded' and created_at > now() - interval '3 hours'
      and finished_at > now() - interval '1 hour'
    union all
    select provider, status, failure, null from generations
    where status = 'failed' and finished_at > now() - interval '1 hour'
  ), hour as (
    select provider, grouping(provider) as is_total, count(*) filter (where status = 'succeeded') as succeeded,
      count(*) filter (where status = 'failed') as failed,
      percentile_cont(0.5) within group (order by took_s) as median_s,
      percentile_cont(0.95) within group (order by took_s) as p95_s
    from ended group by grouping sets ((provider), ())
  )
  select
    (select count(*) from generations where status = 'queued') as waiting,
    (select count(*) from generations where status = 'running') as running,
    coalesce((select floor(extract(epoch from now() - min(created_at))) from generations
      where status = 'queued'), 0)::int as oldest_seconds,
    (select coalesce(json_agg(json_build_object(
        'provider', case when is_total = 0 then coalesce(provider, '') end, 'succeeded', succeeded,
        'failed', failed, 'median_s', median_s, 'p95_s', p95_s) order by provider), '[]')
      from hour) as hour,
    (select coalesce(json_agg(json_build_object('failure', failure, 'failed', failed) order by failed desc), '[]')
      from (select failure, count(*) as failed from ended where status = 'failed' group by failure) f
    ) as failures
`);
