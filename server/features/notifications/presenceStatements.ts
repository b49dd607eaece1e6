import { sql } from '../../db/statement.ts';

/**
 * In a fixed order, so that two processes don't deadlock. Raw SQL: up to a thousand people a second in one
 * statement that is planned once.
 */
// Raw SQL: up to a thousand people a second in one statement that is planned once.
export const setPresence = sql(`
  insert into app_presence (user_id, open_until)
  select user_id, now() + make_interval(secs => lasts_s)
  from unnest($1::bigint[], $2::int[]) as open (user_id, lasts_s)
  order by user_id
  on conflict (user_id) do update set open_until = excluded.open_until
`);
