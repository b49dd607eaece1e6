/**
 * Every write of the worker. Each names the lease token ($3) that it was claimed with, so a worker
 * whose lease has passed to another one changes nothing. Time is always the database's.
 */
import { sql } from '../../../db/statement.ts';
import { columns, type GenerationRow } from '../statements.ts';

/** $3 token, $4 seconds of the lease. No row: finished, overdue, or in somebody's hands. */
export const claim = sql<GenerationRow>(`
  update generations set status = 'running', lease_token = $3::uuid,
      lease_until = now() + make_interval(secs => $4::float8), attempts = attempts + 1,
      started_at = coalesce(started_at, now())
    where user_id = $1 and id = $2 and status in ('queued', 'running') and deadline_at > now()
      and (lease_token is null or lease_until <= now())
  returning ${columns}
`);

const held = `user_id = $1 and id = $2 and lease_token = $3::uuid and status = 'running'`;

export const renew = sql<{ id: string }>(`
  update generations set lease_until = now() + make_interval(secs => $4::float8) where ${held} returning id
`);

/** Before the provider is asked: from here on nobody asks blindly again. */
export const markSubmitting = sql<{ id: string }>(`
  update generations set submit_started_at = now(), provider = $4, provider_model = $5
  where ${held} and submit_started_at is null and provider_request_id is null returning id
`);

/** The provider has refused: nothing was begun. */
export const unmarkSubmitting = sql<{ id: string }>(`
  update generations set submit_started_at = null where ${held} and provider_request_id is null returning id
`);

export const storeRequestId = sql<{ id: string }>(`
  update generations set provider_request_id = $4 where ${held} returning id
`);

export const storeProgress = sql<{ id: string }>(`
  update generations set progress = $4::real where ${held} returning id
`);

/** Gives a generation back without having ended it. $6: whether the claim counts as an attempt. */
export const release = sql<{ id: string }>(`
  update generations set lease_token = null, attempts = attempts - case when $6 then 0 else 1 end,
    lease_until = now() + make_interval(secs => $4::float8) + make_interval(secs => $5::float8)
  where ${held} returning id
`);

export const succeed = sql<GenerationRow>(`
  update generations set status = 'succeeded', progress = 1, media_count = $4, finished_at = now(),
    lease_token = null, lease_until = null
  where ${held} returning ${columns}
`);

const asFailed = `status = 'failed', failure = $4, failure_detail = $5, finished_at = now(),
    lease_token = null, lease_until = null`;

export const fail = sql<GenerationRow>(`
  update generations set ${asFailed} where ${held} returning ${columns}
`);

/** $3 is unused here: the deadline stands above every lease. */
export const failOverdue = sql<GenerationRow>(`
  update generations set ${asFailed}
  where user_id = $1 and id = $2 and $3::uuid is null and status in ('queued', 'running')
    and deadline_at <= now()
  returning ${columns}
`);

/** Ends what has not ended, whoever holds it. $3 reason, $4 detail. */
export const failUnfinished = sql<GenerationRow>(`
  update generations set status = 'failed', failure = $3, failure_detail = $4, finished_at = now(),
    lease_token = null, lease_until = null
  where user_id = $1 and id = $2 and status in ('queued', 'running') returning ${columns}
`);

/**
 * Takes it from whoever holds it, with $3 seconds more at least. What was already asked of a provider
 * is not asked again: the next one goes on from there. Not while a living worker is asking: the answer
 * is the only way back to work that is paid for, and that worker alone will hear it.
 */
export const takeAway = sql<GenerationRow>(`
  update generations set lease_token = null, lease_until = now(),
    deadline_at = greatest(deadline_at, now() + make_interval(secs => $3::float8))
  where user_id = $1 and id = $2 and status in ('queued', 'running')
    and (submit_started_at is null or provider_request_id is not null or lease_until <= now())
  returning ${columns}
`);

export const insertMedia = sql(`
  insert into media (user_id, id, generation_id, position, kind, operation, model, mime, width, height,
    bytes, duration_ms, file, preview_file, thumb_file, thumbhash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
`);

/**
 * Leases that nobody renewed: their workers are dead. The token goes, so that a worker that was only
 * slow can't write any more, and the next sweep waits for the one who takes it over.
 */
export const takeDeadLeases = sql<{ user_id: number; id: string }>(`
  update generations set lease_token = null, lease_until = now() + make_interval(secs => $1::float8)
  where (user_id, id) in (
    select user_id, id from generations
    where status = 'running' and lease_until <= now() and deadline_at > now()
    order by lease_until limit 100 for no key update skip locked
  )
  returning user_id, id
`);

export const listOverdue = sql<{ user_id: number; id: string }>(`
  select user_id, id from generations
  where status in ('queued', 'running') and deadline_at <= now() limit 100
`);

export interface InputRow {
  type: 'upload' | 'media';
  id: string;
  file: string;
  width: number;
  height: number;
}

export const readInputs = sql<InputRow>(`
  select 'upload' as type, id, file, width, height from uploads
  where user_id = $1 and id = any($2::uuid[])
  union all
  select 'media' as type, id, file, width, height from media where user_id = $1 and id = any($3::uuid[])
`);
