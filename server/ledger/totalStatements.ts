import { sql } from '../db/statement.ts';

/**
 * For statements of other features that count people: the ids of those with a movement between two times,
 * which are given as SQL expressions.
 */
export function activePeopleSql(from: string, to: string): string {
  return `(select user_id from ledger_entries
    where created_at >= ${from} and created_at < ${to} group by user_id)`;
}

// Raw SQL: statistics; people of a span over the index on time, each looked up in the span before.
/** People with a movement, $1 from, $2 until before, who had none between $3 and $1. */
export const countActive = sql<{ people: number }>(`
  select count(*) as people from ${activePeopleSql('$1::timestamptz', '$2::timestamptz')} movers
  left join lateral (
    select true as found from ledger_entries e
    where e.user_id = movers.user_id and e.created_at >= $3::timestamptz and e.created_at < $1
    limit 1
  ) earlier on $3 < $1
  where earlier.found is null
`);

// Raw SQL: statistics; the first movement of each person.
/** Of the people with a movement, $1 from, $2 until before: how many had their first one in each hour. */
export const countFirstActiveByHour = sql<{ hour: Date; people: number }>(`
  select date_trunc('hour', first, 'UTC') as hour, count(*) as people from (
    select min(created_at) as first from ledger_entries
    where created_at >= $1::timestamptz and created_at < $2::timestamptz
    group by user_id
  ) movers
  group by 1
`);

// Raw SQL: statistics; sums over everybody by two columns.
/** Of asset $1, $2 from, $3 until before. */
export const sumKindsByHour = sql<{ hour: Date; kind: string; total: number }>(`
  select date_trunc('hour', created_at, 'UTC') as hour, kind, sum(amount)::bigint as total from ledger_entries
  where asset = $1::text and created_at >= $2::timestamptz and created_at < $3::timestamptz
  group by 1, 2
`);

export interface ActiveOfDay {
  day: string;
  /** How many days, ending with this one. */
  span: number;
  people: number;
}

// Raw SQL: statistics; one reading for all days, where counting each by itself reads a month for each.
/**
 * How many people had a movement in each of the spans of $3 days that end with each day from $1 to $2. A day
 * with a movement counts in the spans that end with it and the days after, up to the person's next such day.
 */
export const countActiveOfDays = sql<ActiveOfDay>(`
  with moved as (
    select user_id, (created_at at time zone 'UTC')::date as day from ledger_entries
    where created_at < ($2::date + 1)::timestamp at time zone 'UTC' and created_at >=
      ($1::date + 1 - (select max(span) from unnest($3::int[]) span))::timestamp at time zone 'UTC'
    group by 1, 2
  ), runs as (
    select day, next, count(*) as people from (
      select day, lead(day) over (partition by user_id order by day) as next from moved
    ) days group by 1, 2
  ), changes as (
    select span, day, sum(people) as people from (
      select span, day, people from runs cross join unnest($3::int[]) span
      union all
      select span, least(day + span, next), -people from runs cross join unnest($3::int[]) span
    ) steps group by 1, 2
  )
  select to_char(asked.day, 'YYYY-MM-DD') as day, span, coalesce((
    select sum(people) from changes c where c.span = asked.span and c.day <= asked.day
  ), 0)::bigint as people
  from (
    select span, $1::date + n as day
    from unnest($3::int[]) span cross join generate_series(0, $2::date - $1::date) n
  ) asked
`);
