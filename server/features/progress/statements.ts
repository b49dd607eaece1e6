import type { BadgeMetric } from '../../../shared/catalog/badges.ts';
import { sql } from '../../db/statement.ts';
import { balancesSql } from '../../ledger/index.ts';
import type { Badge } from '../catalog/catalog.ts';

/** Adds to counters, or raises those of them that hold a highest value ($4). */
export const count = sql<{ metric: BadgeMetric; value: number }>(`
  insert into user_counters as c (user_id, metric, value)
  select $1::bigint, metric, value from unnest($2::text[], $3::bigint[]) as asked(metric, value)
  on conflict (user_id, metric) do update set
    value = case when c.metric = any($4::text[]) then greatest(c.value, excluded.value)
      else c.value + excluded.value end
  returning metric, value
`);

/** Awards those of the badges that the person does not have yet. */
export const insertBadges = sql<{ badge: string }>(`
  insert into user_badges (user_id, badge, earned_in_bot, metadata)
  select $1::bigint, badge, $3::text, $4::jsonb from unnest($2::text[]) as reached(badge)
  where not exists (select from user_badges b where b.user_id = $1 and b.badge = reached.badge)
  on conflict do nothing
  returning badge
`);

/** @returns whether the person has used this operation for the first time. */
export const useOperation = sql<{ first: boolean }>(`
  insert into user_operations as o (user_id, operation, count) values ($1, $2, 1)
  on conflict (user_id, operation) do update set count = o.count + 1
  returning count = 1 as first
`);

export interface ProgressRow {
  xp: number;
  streak_days: number;
  best_streak_days: number;
  counters: Partial<Record<BadgeMetric, number>> | null;
  days: { day: string; count: number }[];
}

/** A streak that was broken reads as 0. Days are of UTC, as the streak's. */
export const readProgress = sql<ProgressRow>(`
  select coalesce((${balancesSql('u.id')} ->> 'xp')::bigint, 0) as xp,
    case when u.streak_date >= (now() at time zone 'UTC')::date - 1 then u.streak_days else 0 end
      as streak_days,
    u.best_streak_days,
    (select json_object_agg(metric, value) from user_counters where user_id = u.id) as counters,
    (select json_agg(json_build_object('day', day, 'count', made) order by day) from (
      select to_char(d, 'YYYY-MM-DD') as day, (
        select count(*) from generations g
        where g.user_id = u.id and g.status = 'succeeded'
          and g.finished_at >= d at time zone 'UTC'
          and g.finished_at < (d + interval '1 day') at time zone 'UTC') as made
      from generate_series((now() at time zone 'UTC')::date - 6,
        (now() at time zone 'UTC')::date, interval '1 day') as d) per_day) as days
  from users u where u.id = $1
`);

export interface BadgeRow extends Badge {
  earned_at: Date | null;
  earned_in_bot: string | null;
}

/** All badges there are to earn, and those that the person has from earlier times. */
export const readBadges = sql<BadgeRow>(`
  select b.code, b.name, b.description, b.icon, b.rarity, b.criteria, b.xp, b.owned_percent,
    b.defined_by, own.earned_at, own.earned_in_bot
  from badges b
  left join user_badges own on own.badge = b.code and own.user_id = $1
  where b.active or own.badge is not null
  order by b.position, b.code
`);

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
