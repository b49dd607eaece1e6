import { sql } from '../db/statement.ts';

// Raw SQL: counts and decides in one statement that commits by itself; before every limited call.
export const take = sql<{ wait_s: number; ahead_s: number }>(`
  with taken as (
    insert into rate_limits as r (subject, action, tat)
    values ($1, $2, now() + make_interval(secs => $3))
    on conflict (subject, action) do update
      set tat = greatest(r.tat, now()) + make_interval(secs => $3)
      where r.tat <= now() + make_interval(secs => $4)
    returning tat
  ), stored as (select tat from rate_limits where subject = $1 and action = $2)
  select case when exists (select from taken) then 0 else greatest(1, ceil(
    extract(epoch from (select tat from stored) - now()) - $4
  )) end::int as wait_s,
  greatest(0, extract(epoch from
    coalesce((select tat from taken), (select tat from stored)) - now()))::float8 as ahead_s
`);
