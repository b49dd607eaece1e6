import type { BadgeMetric } from '../../../shared/catalog/badges.ts';
import { sql } from '../../db/statement.ts';
import { balancesSql } from '../../ledger/index.ts';

/** Adds to counters, or raises those of them that hold a highest value ($4). */
// Raw SQL: one statement: a counter is raised or created and read back, whoever else counts at that moment.
export const count = sql<{ metric: BadgeMetric; value: number }>(`
  insert into user_counters as c (user_id, metric, value)
  select $1::bigint, metric, value from unnest($2::text[], $3::bigint[]) as asked(metric, value)
  on conflict (user_id, metric) do update set
    value = case when c.metric = any($4::text[]) then greatest(c.value, excluded.value)
      else c.value + excluded.value end
  returning metric, value
`);

export interface ProgressRow {
  xp: number;
  streak_days: number;
  best_streak_days: number;
  counters: Partial<Record<BadgeMetric, number>> | null;
  days: { day: string; count: number; videos: number }[];
}

/** A streak that was broken reads as 0. Days are of UTC, as the streak's. $2: the operations that make videos. */
// Raw SQL: one statement for the screen: balance, streak, counters and seven days of generations.
export const readProgress = sql<ProgressRow>(`
  select coalesce((${balancesSql('u.id')} ->> 'xp')::bigint, 0) as xp,
    case when u.streak_date >= (now() at time zone 'UTC')::date - 1 then u.streak_days else 0 end
      as streak_days,
    u.best_streak_days,
    (select json_object_agg(metric, value) from user_counters where user_id = u.id) as counters,
    (select json_agg(json_build_object('day', day, 'count', made, 'videos', videos) order by day) from (
      select to_char(d, 'YYYY-MM-DD') as day, works.made, works.videos
      from generate_series((now() at time zone 'UTC')::date - 6,
        (now() at time zone 'UTC')::date, interval '1 day') as d,
      lateral (
        select count(*) as made, count(*) filter (where g.operation = any($2::text[])) as videos
        from generations g
        where g.user_id = u.id and g.status = 'succeeded'
          and g.finished_at >= d at time zone 'UTC'
          and g.finished_at < (d + interval '1 day') at time zone 'UTC') works) per_day) as days
  from users u where u.id = $1
`);

/** Which share of people has each badge. @returns those whose share has changed. */
// Raw SQL: statistics over all people and all their badges.
export const countOwners = sql<{ code: string }>(`
  update badges b set owned_percent = least(counted.percent, 100)
  from (
    select code, coalesce(round(100.0 * owners / nullif(people, 0)), 0)::integer as percent
    from (select count(*) as people from users where launched_at is not null) everybody,
      lateral (
        select code, (select count(*) from user_badges where badge = code) as owners from badges
      ) each_badge
  ) counted
  where b.code = counted.code and b.owned_percent <> least(counted.percent, 100)
  returning b.code
`);
