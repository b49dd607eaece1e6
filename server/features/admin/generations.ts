/** Generations as the team sees them, and what an admin may do with one. */
import type { z } from 'zod';
import type { AdminActionName } from '../../../shared/closedSets.ts';
import type {
  AdminGeneration,
  generationActionInput,
  generationActionOutput,
} from '../../../shared/schemas/admin.ts';
import type {
  GenerationDetails,
  GenerationHealth,
  generationKeyInput,
  generationsInput,
  generationsOutput,
  ListedGeneration,
  refundGenerationInput,
  refundGenerationOutput,
} from '../../../shared/schemas/adminGenerations.ts';
import type { GenerationStatus } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { readCircuits } from '../alerts/service.ts';
import { readQueueHealth } from '../generation/lookup.ts';
import type { GenerationKey } from '../generation/service.ts';
import {
  failManually,
  findForTeam,
  getForTeam,
  isStuckAt,
  type ListedRow,
  lockGeneration,
  refundState,
  refundSucceeded,
  requeue,
} from '../generation/service.ts';
import { findIdsByHandle } from '../users/lookup.ts';
import { runAuditedAction } from './actions.ts';
import { fullName } from './names.ts';
import { toPage } from './pages.ts';

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

function present(app: AppContext, row: ListedRow): ListedGeneration {
  return {
    id: row.id,
    userId: row.userId,
    userName: fullName({ first_name: row.firstName, last_name: row.lastName }),
    botName: row.botName,
    operation: row.operation,
    modelName: row.modelName,
    provider: row.provider,
    status: row.status,
    stuck: isStuckAt(row, app.now()),
    failure: row.failure,
    failureDetail: row.failureDetail,
    price: row.price,
    paidWith: row.paidWith,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    finishedAt: iso(row.finishedAt),
  };
}

/** The last generations of one person, newest first. */
export async function listGenerationsOf(
  app: AppContext,
  userId: number,
  limit: number,
): Promise<AdminGeneration[]> {
  const rows = await findForTeam(app.db, { userIds: [userId] }, { before: null, limit });
  return rows.map((row) => present(app, row));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Filters by person; everybody's where none is set. */
async function asked(app: AppContext, query: string) {
  const text = query.trim();
  if (text === '') {
    return {};
  }
  return UUID.test(text)
    ? { id: text.toLowerCase() }
    : { userIds: await findIdsByHandle(app.db, text) };
}

/** Generations of everybody, newest first. */
export async function listGenerations(
  app: AppContext,
  { filter, query, cursor, limit, ...given }: z.infer<typeof generationsInput>,
): Promise<z.infer<typeof generationsOutput>> {
  const rows = await findForTeam(
    app.db,
    { ...given, ...(await asked(app, query)), ...(filter !== 'all' && { status: filter }) },
    { before: cursor ?? null, limit: limit + 1 },
  );
  return toPage(rows, limit, (row) => present(app, row));
}

/** One generation, step by step. @throws DomainError NOT_FOUND */
export async function inspectGeneration(
  app: AppContext,
  { userId, generationId }: z.infer<typeof generationKeyInput>,
): Promise<GenerationDetails> {
  const row = await getForTeam(app.db, { userId, id: generationId });
  return {
    ...present(app, row),
    aspectRatio: row.aspectRatio,
    seed: row.seed,
    scale: row.scale,
    seconds: row.seconds,
    sound: row.sound,
    promptLength: [...row.prompt].length,
    inputs: row.inputs.map(({ type }) => type),
    files: row.mediaCount,
    providerModel: row.providerModel,
    providerRequestId: row.providerRequestId,
    madeBy: row.madeBy === row.model ? null : row.madeBy,
    startedAt: iso(row.startedAt),
    submittedAt: iso(row.submitStartedAt),
    deadlineAt: row.deadlineAt.toISOString(),
    refund: await refundState(app, row),
  };
}

/** The queue now, and the last hour's figures. */
export async function getGenerationHealth(app: AppContext): Promise<GenerationHealth> {
  const [health, circuits] = await Promise.all([readQueueHealth(app.db), readCircuits(app.db)]);
  return { ...health, outages: circuits.map(({ key, isOpen }) => ({ key, isOpen })) };
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
    const { status: before } = await lockGeneration(tx, key);
    const changed = await work(tx, key);
    if (!changed) {
      throw new DomainError('CONFLICT');
    }
    const { status } = changed;
    return { before: { status: before, generationId }, after: { status, generationId } };
  });
}

/**
 * Has an unfinished generation requeued; nothing is charged again.
 * @throws DomainError NOT_FOUND, CONFLICT (it has ended, or a provider is being asked), IDEMPOTENCY_CONFLICT
 */
export function retryGeneration(app: AppContext, actor: Actor, input: Input): Promise<Output> {
  return change(app, actor, 'generation.retry', input, (tx, key) => requeue(app, tx, key));
}

/**
 * Ends an unfinished generation as failed and refunds it to the same payer.
 * @throws DomainError NOT_FOUND, CONFLICT (it has ended), IDEMPOTENCY_CONFLICT
 */
export function failGeneration(app: AppContext, actor: Actor, input: Input): Promise<Output> {
  return change(app, actor, 'generation.fail', input, (tx, key) =>
    failManually(app, tx, key, `ended by an admin: ${input.reason}`),
  );
}

/**
 * Refunds a finished generation; the work stays. Each is refunded once, whoever asks.
 * @throws DomainError NOT_FOUND, CONFLICT (not finished, nothing was charged, or refunded already),
 * IDEMPOTENCY_CONFLICT
 */
export async function refundGeneration(
  app: AppContext,
  actor: Actor,
  { userId, generationId, ...input }: z.infer<typeof refundGenerationInput>,
): Promise<z.infer<typeof refundGenerationOutput>> {
  const action = { name: 'generation.refund' as const, target: `user:${userId}` };
  const claimed = { ...input, owner: userId, generationId };
  const done = await runAuditedAction(app, actor, action, claimed, async (tx) => {
    const by = { actor: actorName(actor), reason: input.reason };
    const back = await refundSucceeded(app, tx, { userId, id: generationId }, by);
    const { asset, amount, before, balance } = back;
    return {
      before: { asset, balance: before, generationId },
      after: { asset, amount, balance, generationId },
    };
  });
  return { asset: done.asset, amount: done.amount, balance: done.balance };
}
