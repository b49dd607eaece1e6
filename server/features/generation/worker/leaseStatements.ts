/** The only place where leases are taken. Time is always the database's. */
import { sql } from '../../../db/statement.ts';
import { columns } from '../createStatements.ts';
import type { GenerationRow } from '../models.ts';

/** $3 token, $4 seconds of the lease. No row: finished, overdue, or held by another worker. */
// Raw SQL: the lease; one statement checks whether it is free and takes it.
export const claim = sql<GenerationRow>(`
  update generations set status = 'running', lease_token = $3::uuid,
      lease_until = now() + make_interval(secs => $4::float8), attempts = attempts + 1,
      started_at = coalesce(started_at, now())
    where user_id = $1 and id = $2 and status in ('queued', 'running') and deadline_at > now()
      and (lease_token is null or lease_until <= now())
  returning ${columns}
`);

/**
 * Leases that nobody renewed: their workers are dead. The token is removed, so that a worker that was only
 * slow can't write any more, and the next sweep waits for the next holder.  Raw SQL: several sweeps share the
 * rows by `skip locked`.
 */
// Raw SQL: several sweeps share the rows by `skip locked`.
export const claimExpiredLeases = sql<{ user_id: number; id: string }>(`
  update generations set lease_token = null, lease_until = now() + make_interval(secs => $1::float8)
  where (user_id, id) in (
    select user_id, id from generations
    where status = 'running' and lease_until <= now() and deadline_at > now()
    order by lease_until limit 100 for no key update skip locked
  )
  returning user_id, id
`);
