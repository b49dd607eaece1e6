import { sql } from '../../db/statement.ts';

// Raw SQL: the database's own time zones, of no table.
/** $1 now, $2 the zone, $3 days. Local arithmetic, so that a change of the clocks moves no day. */
export const readBounds = sql<{ from_now: Date; from_before: Date; to_before: Date }>(`
  select
    (local::date - ($3::int - 1))::timestamp at time zone $2::text as from_now,
    (local::date - (2 * $3 - 1))::timestamp at time zone $2 as from_before,
    (local - make_interval(days => $3)) at time zone $2 as to_before
  from (select $1::timestamptz at time zone $2 as local) clock
`);

// Raw SQL: statistics; sums over all charges of a span.
export const sumRevenue = sql<{ stars: number; kopecks: number }>(`
  select coalesce(sum(amount) filter (where currency = 'XTR'), 0)::bigint as stars,
    coalesce(sum(amount) filter (where currency = 'RUB'), 0)::bigint as kopecks
  from payment_charges where paid_at >= $1 and paid_at < $2 and status <> 'refunded'
`);

// Raw SQL: statistics; two counts in one walk over a span.
export const countWorks = sql<{ succeeded: number; failed: number }>(`
  select count(*) filter (where status = 'succeeded') as succeeded,
    count(*) filter (where status = 'failed') as failed
  from generations where created_at >= $1 and created_at < $2
`);

// Raw SQL: statistics; three figures as of one moment.
export const readQueue = sql<{ queued: number; running: number; oldest_seconds: number | null }>(`
  select
    (select count(*) from generations where status = 'queued') as queued,
    (select count(*) from generations where status = 'running') as running,
    (select floor(extract(epoch from now() - min(created_at)))::int
      from generations where status = 'queued') as oldest_seconds
`);

// Raw SQL: statistics over three tables by local days.
/** $1 now, $2 the zone, $3 how many days; each table is read once, by its index on time. */
export const readDays = sql<{
  day: string;
  stars: number;
  kopecks: number;
  works: number;
  failed: number;
  users: number;
}>(`
  with clock as (
    select ($1::timestamptz at time zone $2::text)::date as today,
      (($1::timestamptz at time zone $2)::date - ($3::int - 1))::timestamp at time zone $2 as begins
  ), counted as (
    select (paid_at at time zone $2)::date as day, amount * (currency = 'XTR')::int as stars,
      amount * (currency = 'RUB')::int as kopecks, 0 as works, 0 as failed, 0 as users
    from payment_charges
    where paid_at >= (select begins from clock) and paid_at < $1 and status <> 'refunded'
    union all
    select (created_at at time zone $2)::date, 0, 0, count(*) filter (where status = 'succeeded'),
      count(*) filter (where status = 'failed'), 0
    from generations
    where created_at >= (select begins from clock) and created_at < $1
    group by 1
    union all
    select (created_at at time zone $2)::date, 0, 0, 0, 0, count(*) from users
    where created_at >= (select begins from clock) and created_at < $1
    group by 1
  )
  select to_char(today - ago, 'YYYY-MM-DD') as day, coalesce(sum(stars), 0)::bigint as stars,
    coalesce(sum(kopecks), 0)::bigint as kopecks, coalesce(sum(works), 0)::bigint as works,
    coalesce(sum(failed), 0)::bigint as failed,
    coalesce(sum(users), 0)::bigint as users
  from clock cross join generate_series(0, $3 - 1) ago
  left join counted on counted.day = today - ago
  group by today, ago order by ago desc
`);
