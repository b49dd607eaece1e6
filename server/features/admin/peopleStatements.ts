import type { z } from 'zod';
import type { usersInput } from '../../../shared/schemas/admin.ts';
import type { Role } from '../../../shared/schemas/me.ts';
import { type Statement, sql } from '../../db/statement.ts';

type Filter = z.infer<typeof usersInput>['filter'];

export interface PersonRow {
  id: number;
  telegram_id: number;
  first_name: string;
  last_name: string | null;
  username: string | null;
  photo_url: string | null;
  role: Role;
  blocked_at: Date | null;
  has_plan: boolean;
  last_seen_at: Date;
  created_at: Date;
}

export interface CardRow extends PersonRow {
  blocked_reason: string | null;
  free_access_until: Date | number | null;
  first_bot: string;
  works: number;
  paid_stars: number;
  paid_kopecks: number;
  referrer: { first_name: string; last_name: string | null } | null;
}

const runningPlan = `select from user_plans p where p.user_id = u.id
    and p.starts_at <= now() and (p.ends_at is null or p.ends_at > now())`;

const columns = `u.id, u.telegram_id, u.first_name, u.last_name, u.username, u.photo_url, u.role,
  u.blocked_at, u.last_seen_at, u.created_at,
  exists (${runningPlan}) as has_plan`;

const conditions: Record<Filter, string> = {
  all: 'true',
  paying: `exists (select from payment_charges c where c.user_id = u.id and c.status = 'credited')`,
  plan: `exists (${runningPlan})`,
  blocked: 'u.blocked_at is not null',
  staff: `u.role <> 'user'`,
};

const named = `search_form(u.first_name || ' ' || coalesce(u.last_name, '') || ' ' || coalesce(u.username, ''))`;

/**
 * Each way by an index of its own: ids, then a part of the name or the beginning of the username (the
 * first condition is what the index knows), then what is spelt much like it.
 * $3 the words in lower case, $4 the same within a LIKE pattern, $5 as a number, $6 whether misspelt
 * names are looked for.
 */
const search = `u.id in (
    select u.id from users u where u.id = $5::bigint
    union all select u.id from users u where u.telegram_id = $5::bigint
    union all select u.id from users u where ${named} like '%' || search_form($4::text) || '%'
      and (lower(u.username) like $4::text || '%'
        or strpos(lower(u.first_name || ' ' || coalesce(u.last_name, '')), $3::text) > 0)
    union all select people_named_like($3::text) where $6::boolean
  )`;

/** $1 the last id of the page before, $2 how many. */
export function listPeople(filter: Filter, searched: boolean): Statement<PersonRow> {
  // Raw SQL: each filter and the search have a text of their own, so that each is planned for its index.
  return sql<PersonRow>(`
    select ${columns} from users u
    where u.id < coalesce($1::bigint, 9223372036854775807) and ${conditions[filter]}
      ${searched ? `and ${search}` : ''}
    order by u.id desc limit $2::int
  `);
}

// Raw SQL: statistics of one person over four tables beside their row, as of one moment.
export const readPerson = sql<CardRow>(`
  select ${columns}, u.blocked_reason, u.free_access_until, u.first_bot,
    (select count(*) from generations g where g.user_id = u.id and g.status = 'succeeded') as works,
    paid.stars as paid_stars, paid.kopecks as paid_kopecks,
    (select json_build_object('first_name', r.first_name, 'last_name', r.last_name)
      from referrals f join users r on r.id = f.referrer_user_id where f.referee_user_id = u.id) as referrer
  from users u
  cross join lateral (
    select coalesce(sum(c.amount) filter (where c.currency = 'XTR'), 0)::bigint as stars,
      coalesce(sum(c.amount) filter (where c.currency = 'RUB'), 0)::bigint as kopecks
    from payment_charges c where c.user_id = u.id and c.status <> 'refunded'
  ) paid
  where u.id = $1
`);
