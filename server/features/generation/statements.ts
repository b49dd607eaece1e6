import type { AspectRatio, OperationCode } from '../../../shared/catalog/operations.ts';
import type { GenerationStatus } from '../../../shared/schemas/generation.ts';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import { sql } from '../../db/statement.ts';
import type { ProviderName } from './providers/provider.ts';

export interface InputReference {
  type: 'upload' | 'media';
  id: string;
}

export interface GenerationRow {
  user_id: number;
  id: string;
  bot_name: string;
  operation: OperationCode;
  model: string;
  prompt: string;
  aspect_ratio: AspectRatio;
  seed: number;
  scale: 2 | 4 | null;
  seconds: number | null;
  sound: boolean | null;
  inputs: InputReference[];
  price: number;
  paid_with: PaidWith;
  plan_day: string | null;
  /** The model of the catalogue that makes it, as the person was told; null in rows of older versions. */
  made_by: string | null;
  stand_in: boolean;
  status: GenerationStatus;
  progress: number | null;
  provider: ProviderName | null;
  provider_model: string | null;
  submit_started_at: Date | null;
  provider_request_id: string | null;
  lease_token: string | null;
  attempts: number;
  deadline_at: Date;
  failure: string | null;
  media_count: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

export const columns = `user_id, id, bot_name, operation, model, prompt, aspect_ratio, seed, scale, seconds,
  sound, inputs, price, paid_with, plan_day::text, made_by, stand_in, status, progress, provider, provider_model, submit_started_at,
  provider_request_id, lease_token, attempts, deadline_at, failure, media_count, created_at, started_at,
  finished_at`;

/** All that decides whether and how a person pays, and whether they may go on, in one round trip. */
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

/** $1 user, $2 request id, $3 uploads, $4 media, $5 how many of the last minute are looked at. */
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

/** Takes one from today's allowance (null = not counted); no row when nothing is left. */
export const takeFromPlan = sql<{ day: string }>(`
  insert into plan_usage as p (user_id, day, used) values ($1, (now() at time zone 'utc')::date, 1)
  on conflict (user_id, day) do update set used = p.used + 1 where $2::int is null or p.used < $2::int
  returning day::text
`);

export const giveBackToPlan = sql(`
  update plan_usage set used = used - 1 where user_id = $1 and day = $2::date and used > 0
`);

export const insertGeneration = sql<GenerationRow>(`
  insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
    aspect_ratio, seed, scale, inputs, price, paid_with, plan_day, deadline_at, seconds, sound, made_by, stand_in)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    now() + make_interval(secs => $16::float8), $17, $18, $19, $20)
  returning ${columns}
`);

export const findGeneration = sql<GenerationRow>(
  `select ${columns} from generations where user_id = $1 and id = $2`,
);

export const listActive = sql<GenerationRow>(
  `select ${columns} from generations
   where user_id = $1 and status in ('queued', 'running') order by id desc`,
);

/** Ends what has not begun: nobody holds it, and no provider has been asked. */
export const cancelWaiting = sql<GenerationRow>(`
  update generations set status = 'cancelled', finished_at = now(), lease_until = null
  where user_id = $1 and id = $2 and status in ('queued', 'running') and lease_token is null
    and submit_started_at is null and provider_request_id is null
  returning ${columns}
`);

/** Ends what its provider has agreed not to do. */
export const cancelSubmitted = sql<GenerationRow>(`
  update generations set status = 'cancelled', finished_at = now(), lease_token = null, lease_until = null,
    progress = null
  where user_id = $1 and id = $2 and status = 'running' and provider_request_id = $3
  returning ${columns}
`);
