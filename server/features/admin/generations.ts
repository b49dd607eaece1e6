/** Generations as the team sees them, and what an admin may do with one that does not end. */

import type { z } from 'zod';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import type { AdminActionName } from '../../../shared/closedSets.ts';
import type {
  AdminGeneration,
  generationActionInput,
  generationActionOutput,
} from '../../../shared/schemas/admin.ts';
import type { GenerationStatus } from '../../../shared/schemas/generation.ts';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { sql } from '../../db/statement.ts';
import { failByHand } from '../generation/worker/finish.ts';
import { requeue } from '../generation/worker/job.ts';
import type { GenerationKey } from '../generation/worker/lease.ts';
import { runAuditedAction } from './actions.ts';

interface Row {
  id: string;
  operation: OperationCode;
  model_name: string;
  provider: string | null;
  status: GenerationStatus;
  stuck: boolean;
  failure: string | null;
  failure_detail: string | null;
  price: number;
  paid_with: PaidWith;
  attempts: number;
  created_at: Date;
  finished_at: Date | null;
}

/** $1 person, $2 how many. Nobody's for more than a minute = stuck: the sweeper should have seen it. */
const listLatest = sql<Row>(`
  select g.id, g.operation, m.name as model_name, g.provider, g.status, g.failure, g.failure_detail, g.price,
    g.paid_with, g.attempts, g.created_at, g.finished_at,
    (g.finished_at is null and coalesce(g.lease_until, g.created_at) < now() - interval '1 minute') as stuck
  from generations g join models m on m.code = g.model
  where g.user_id = $1 order by g.id desc limit $2::int
`);

const readStatus = sql<{ status: GenerationStatus }>(
  'select status from generations where user_id = $1 and id = $2 for no key update',
);

/** The last generations of one person, newest first. */
export async function listGenerationsOf(
  app: AppContext,
  userId: number,
  limit: number,
): Promise<AdminGeneration[]> {
  const rows = await app.db.query(listLatest, [userId, limit]);
  return rows.map((row) => ({
    id: row.id,
    operation: row.operation,
    modelName: row.model_name,
    provider: row.provider,
    status: row.status,
    stuck: row.stuck,
    failure: row.failure,
    failureDetail: row.failure_detail,
    price: row.price,
    paidWith: row.paid_with,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }));
}

type Input = z.infer<typeof generationActionInput>;
type Output = z.infer<typeof generationActionOutput>;

async function change(
  app: AppContext,
  actor: Actor,
  name: AdminActionName,
  { userId, generationId, ...input }: Input,
  work: (tx: Tx, key: GenerationKey) => Promise<{ status: GenerationStatus } | null>,
): Promise<Output> {
  const key = { userId, id: generationId };
  const action = { name, target: `user:${userId}` } as const;
  // Workers lock the generation before its person: only the former is locked here.
  const claimed = { ...input, owner: userId, generationId };
  return await runAuditedAction(app, actor, action, claimed, async (tx) => {
    const [before] = await tx.query(readStatus, [userId, generationId]);
    if (!before) {
      throw new DomainError('NOT_FOUND');
    }
    const changed = await work(tx, key);
    if (!changed) {
      throw new DomainError('CONFLICT');
    }
    const { status } = changed;
    return { before: { ...before, generationId }, after: { status, generationId } };
  });
}

/**
 * Has an unfinished generation requeued; nothing is charged again.
 * @throws DomainError NOT_FOUND, CONFLICT (it has ended, or is being asked for), IDEMPOTENCY_CONFLICT
 */
export function retryGeneration(app: AppContext, actor: Actor, input: Input): Promise<Output> {
  return change(app, actor, 'generation.retry', input, (tx, key) => requeue(app, tx, key));
}

/**
 * Ends an unfinished generation as failed and gives back what it took, to the same payer.
 * @throws DomainError NOT_FOUND, CONFLICT (it has ended), IDEMPOTENCY_CONFLICT
 */
export function failGeneration(app: AppContext, actor: Actor, input: Input): Promise<Output> {
  return change(app, actor, 'generation.fail', input, (tx, key) =>
    failByHand(app, tx, key, `ended by an admin: ${input.reason}`),
  );
}
