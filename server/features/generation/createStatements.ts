import { sql } from '../../db/statement.ts';
import type { GenerationRow } from './models.ts';

/** The columns of a `GenerationRow` under the names of its fields. */
export const columns = [
  ['user_id', 'userId'],
  ['bot_name', 'botName'],
  ['aspect_ratio', 'aspectRatio'],
  ['paid_with', 'paidWith'],
  ['plan_day::text', 'planDay'],
  ['made_by', 'madeBy'],
  ['stand_in', 'standIn'],
  ['provider_model', 'providerModel'],
  ['submit_started_at', 'submitStartedAt'],
  ['provider_request_id', 'providerRequestId'],
  ['lease_token', 'leaseToken'],
  ['deadline_at', 'deadlineAt'],
  ['media_count', 'mediaCount'],
  ['created_at', 'createdAt'],
  ['started_at', 'startedAt'],
  ['finished_at', 'finishedAt'],
]
  .map(([column, field]) => `${column} as "${field}"`)
  .concat(
    'id, operation, model, prompt, seed, scale, seconds, sound, inputs, price, status, progress, provider',
    'attempts, failure',
  )
  .join(', ');

/** All that decides whether and how a person pays, and whether limits allow it, in one round trip. */
export interface CreationState {
  earlier_id: string | null;
  earlier_hash: Buffer | null;
  running: number;
  /** Generations of the last minute, and how old the first of them is. */
  recent: number;
  oldest_recent_s: number | null;
  free_access: boolean;
  /** Operations a day of the best active plan; null with `has_plan` = not counted. */
  has_plan: boolean;
  plan_daily: number | null;
  plan_used: number;
  uploads: number;
  media: number;
}

/** $1 user, $2 request id, $3 uploads, $4 media, $5 how many of the last minute are read. */
// Raw SQL: the hot path; seven tables in one round trip under the person's lock.
export const readCreationState = sql<CreationState>(`
  select earlier.id as earlier_id, earlier.request_hash as earlier_hash,
    (select count(*) from generations where user_id = u.id and status in ('queued', 'running'))::int as running,
    recent.recent, recent.oldest_recent_s,
    coalesce(u.free_access_until > now(), false) as free_access,
    plan.has_plan, plan.plan_daily,
    coalesce((select used from plan_usage
      where user_id = u.id and day = (now() at time zone 'utc')::date), 0) as plan_used,
    (select count(*) from uploads where user_id = u.id and id = any($3::uuid[]))::int as uploads,
    (select count(*) from media
      where user_id = u.id and id = any($4::uuid[]) and kind = 'image' and trashed_at is null)::int as media
  from users u
  left join generations earlier on earlier.user_id = u.id and earlier.request_id = $2::uuid
  cross join lateral (
    select count(*)::int as recent, extract(epoch from now() - min(created_at))::float8 as oldest_recent_s
    from (select created_at from generations where user_id = u.id order by id desc limit $5::int) latest
    where created_at > now() - interval '1 minute'
  ) recent
  cross join lateral (
    select count(*) > 0 as has_plan,
      case when bool_or(daily_operations is null) then null else max(daily_operations) end as plan_daily
    from user_plans
    where user_id = u.id and kind <> 'CREDITS' and starts_at <= now() and (ends_at is null or ends_at > now())
  ) plan
  where u.id = $1
`);

/** Takes one operation from today's allowance (null = not counted); no row when nothing is left. */
// Raw SQL: one atomic statement; the allowance is checked and taken at once.
export const takeFromPlan = sql<{ day: string }>(`
  insert into plan_usage as p (user_id, day, used) values ($1, (now() at time zone 'utc')::date, 1)
  on conflict (user_id, day) do update set used = p.used + 1 where $2::int is null or p.used < $2::int
  returning day::text
`);

// Raw SQL: the hot path; prepared once per connection and sent together with the charge.
export const insertGeneration = sql<GenerationRow>(`
  insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
    aspect_ratio, seed, scale, inputs, price, paid_with, plan_day, deadline_at, seconds, sound, made_by, stand_in)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    now() + make_interval(secs => $16::float8), $17, $18, $19, $20)
  returning ${columns}
`);
