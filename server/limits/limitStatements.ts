import { sql } from '../db/statement.ts';

/** One call to be counted. */
export interface AskedCall {
  subject: number;
  action: string;
  /** Seconds between two calls at an even pace. */
  step: number;
  /** Seconds by which the calls may run ahead of that pace. */
  tolerance: number;
}

// Raw SQL: counts and decides in one statement that commits by itself; before every limited call.
/**
 * $1: a JSON array of `AskedCall`, no two of one subject and action. Rows are locked in one order, so two
 * processes can't deadlock.
 */
export const takeAll = sql<
  Pick<AskedCall, 'subject' | 'action'> & { wait_s: number; ahead_s: number }
>(`
  with asked as materialized (
    select * from json_to_recordset($1) as a(subject bigint, action text, step float8, tolerance float8)
  ), taken as (
    insert into rate_limits as r (subject, action, tat)
    select subject, action, now() + make_interval(secs => step) from asked order by subject, action
    on conflict (subject, action) do update
      set tat = greatest(r.tat, now()) + (excluded.tat - now())
      where r.tat <= now() + make_interval(secs => (
        select tolerance from asked a where a.subject = r.subject and a.action = r.action
      ))
    returning subject, action, tat
  )
  select a.subject, a.action,
    case when t.tat is not null then 0 else greatest(1, ceil(
      extract(epoch from r.tat - now()) - a.tolerance
    )) end::int as wait_s,
    greatest(0, extract(epoch from coalesce(t.tat, r.tat) - now()))::float8 as ahead_s
  from asked a
  left join taken t on t.subject = a.subject and t.action = a.action
  left join rate_limits r on r.subject = a.subject and r.action = a.action
`);
