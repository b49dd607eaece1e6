import type { EarnedTaskCode } from '../../../shared/closedSets.ts';
import type { Direction, NotificationKind, Role } from '../../../shared/schemas/me.ts';
import type { Asset, Language } from '../../../shared/schemas/primitives.ts';
import { sql } from '../../db/statement.ts';
import { balancesSql } from '../../ledger/index.ts';

// Raw SQL: inserts or changes by rules on the row as it stands, and tells the role before, in one statement.
/** Creates the person at first sight; afterwards takes over what Telegram says of them now. */
export const upsertUser = sql<{
  id: number;
  launched_at: Date | null;
  blocked_at: Date | null;
  start_param: string | null;
  /** The code of the first invite; known until the first launch. */
  start_invite: string | null;
  is_new: boolean;
  role: Role;
  role_before: Role | null;
}>(`
  with before as (select role from users where telegram_id = $1)
  insert into users as u (telegram_id, first_name, last_name, username, photo_url, language_code,
    is_premium, allows_messages, role, admin_by_config, referral_code, first_bot, start_param,
    start_invite)
  values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9::boolean then 'admin' else 'user' end, $9,
    $10, $11, $12, $13)
  on conflict (telegram_id) do update set
    first_name = excluded.first_name, last_name = excluded.last_name, username = excluded.username,
    photo_url = coalesce(excluded.photo_url, u.photo_url),
    language_code = coalesce(excluded.language_code, u.language_code),
    is_premium = excluded.is_premium,
    allows_messages = u.allows_messages or excluded.allows_messages,
    -- An invite is kept apart, so what comes after it may say where to lead.
    start_param = case when u.launched_at is null then coalesce(
      case when u.start_param not like 'r\\_%' then u.start_param end, excluded.start_param, u.start_param) end,
    start_invite = case when u.launched_at is null
      then coalesce(u.start_invite, excluded.start_invite) end,
    role = case when excluded.admin_by_config then 'admin' when u.admin_by_config then 'user' else u.role end,
    admin_by_config = excluded.admin_by_config,
    last_seen_at = now()
  returning id, launched_at, blocked_at, start_param, start_invite, xmax = 0 as is_new, role,
    (select role from before) as role_before
`);

export interface MeRow {
  id: number;
  telegram_id: number;
  first_name: string;
  last_name: string | null;
  username: string | null;
  photo_url: string | null;
  is_premium: boolean;
  language_code: string | null;
  language: Language | null;
  role: Role;
  direction: Direction | null;
  notifications: Partial<Record<NotificationKind, boolean>>;
  allows_messages: boolean;
  default_model: string | null;
  free_access_until: Date | number | null;
  streak_days: number;
  launched_at: Date | null;
  created_at: Date;
  returned: boolean;
  balances: Record<Asset, number> | null;
  plan: PlanRow | null;
  used_today: number;
  /** The day of UTC on which the streak went on last, and today's. */
  streak_date: string | null;
  today: string;
  /** The day on which each task was last rewarded. */
  earned: Partial<Record<EarnedTaskCode, string>> | null;
  friends: number;
  webinars: number;
}

export interface PlanRow {
  plan_code: string;
  kind: 'MONTH' | 'YEAR' | 'CREDITS' | 'PROMO';
  ends_at: string | null;
  daily_operations: number | null;
  renews_at: string | null;
  next: {
    plan_code: string;
    kind: 'MONTH' | 'YEAR' | 'CREDITS' | 'PROMO';
    starts_at: string;
    ends_at: string;
  } | null;
}

// Raw SQL: me.get, the call that is made most, in one prepared statement for many people at once.
/**
 * Everything of the home screen's head, for several people. A streak that was broken reads as 0.
 * PostgreSQL plans it once: with an array it would count the ids and plan each reading again, which
 * takes longer than the reading.
 */
export const readMe = sql<MeRow>(`
  select u.id, u.telegram_id, u.first_name, u.last_name, u.username, u.photo_url, u.is_premium,
    u.language_code, u.language, u.role, u.direction, u.notifications, u.allows_messages, u.default_model,
    u.free_access_until, u.launched_at, u.created_at, u.returned,
    case when u.streak_date >= current_date - 1 then u.streak_days else 0 end as streak_days,
    ${balancesSql('u.id')} as balances,
    (select row_to_json(p) from (
      select plan_code, kind, ends_at, daily_operations,
        (select min(coalesce(s.renews_at, s.ends_at)) from user_plans s
          where s.user_id = u.id and s.renews and s.ends_at > now()) as renews_at,
        (select row_to_json(n) from (
          select plan_code, kind, starts_at, ends_at from user_plans
          where user_id = u.id and kind <> 'CREDITS' and starts_at > now()
          order by starts_at limit 1) n) as next
      from user_plans
      where user_id = u.id and kind <> 'CREDITS' and starts_at <= now() and ends_at > now()
      order by ends_at desc limit 1) p) as plan,
    coalesce((select used from plan_usage where user_id = u.id and day = current_date), 0) as used_today,
    u.streak_date::text as streak_date, current_date::text as today,
    (select json_object_agg(task, last_day) from earned_tasks where user_id = u.id) as earned,
    (select count(*) from referrals
      where referrer_user_id = u.id and counted_at is not null and revoked_at is null) as friends,
    (select count(*) from webinar_registrations
      where user_id = u.id and state = 'registered') as webinars
  from json_array_elements_text($1::json) asked (id)
  cross join lateral (select * from users where id = asked.id::bigint offset 0) u
`);
