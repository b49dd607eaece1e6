/** Creates a generation: charges it, stores it and queues it, all or nothing. */
import { randomInt } from 'node:crypto';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { operationRules, SEED_MAX } from '../../../shared/catalog/operations.ts';
import type { Created, GenerationCreateInput } from '../../../shared/schemas/generation.ts';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { assertSameInput, hashInput } from '../../db/requests.ts';
import * as ledger from '../../ledger/index.ts';
import { assertFilesCanBeKept } from '../health/service.ts';
import type { ModelRoute } from './catalog.ts';
import { allCovered, assertPriceAsShown, charge, takeFromPlan } from './charge.ts';
import * as statements from './createStatements.ts';
import { choosePayersFor } from './creationState.ts';
import {
  assertFits,
  assertMakerIsKnown,
  findRunnableModel,
  inputIds,
} from './generationRequest.ts';
import { assertWithinLimits, limitsOf } from './limits.ts';
import { Generation, type GenerationRow } from './models.ts';
import { presentGenerations } from './present.ts';
import { queueGeneration } from './worker/job.ts';

interface GenerationRequest {
  actor: Actor;
  input: GenerationCreateInput;
  hash: Buffer;
  /** A repeated request is answered even if the model was removed since, so a refusal waits until then. */
  modelOrRefusal: ModelRoute | { refusal: unknown };
}

/** The request ids of the works of an order: a repetition finds every one of them. */
function requestIdsOf({ requestId, count = 1 }: GenerationCreateInput): string[] {
  const others = Array.from({ length: count - 1 }, (_, i) => uuidv5(`${i + 1}`, requestId));
  return [requestId, ...others];
}

/** Works with the same seed would be identical. */
function seedOf({ seed }: GenerationCreateInput, at: number): number {
  return seed === undefined ? randomInt(SEED_MAX + 1) : (seed + at) % (SEED_MAX + 1);
}

/** One work of an order. */
interface Part {
  requestId: string;
  seed: number;
  id: string;
  paidWith: PaidWith;
  planDay: string | null;
}

async function insert(
  app: AppContext,
  tx: Tx,
  { actor, input, hash }: GenerationRequest,
  modelRoute: ModelRoute,
  { requestId, seed, id, paidWith, planDay }: Part,
): Promise<GenerationRow> {
  const { model, route } = modelRoute;
  const [row] = await tx.query(statements.insertGeneration, [
    actor.userId,
    id,
    requestId,
    hash,
    actor.botName,
    model.operation,
    model.code,
    operationRules[model.operation].prompt === 'none' ? '' : input.prompt.trim(),
    input.aspectRatio,
    seed,
    model.operation === 'upscale' ? (input.scale ?? 2) : null,
    JSON.stringify(input.inputs),
    route.price,
    paidWith,
    planDay,
    app.config.generation.deadlineS,
    ...(operationRules[model.operation].result === 'video'
      ? [input.seconds ?? null, input.sound ?? null]
      : [null, null]),
    route.model.code,
    route.isStandIn,
  ]);
  if (!row) {
    throw new Error('a generation was not stored');
  }
  return row;
}

/** Locks the person, and reads the state while the lock is held. */
async function readCreationState(tx: Tx, { actor, input }: GenerationRequest, perMinute: number) {
  // Sent together and answered in order: the second reads what is there once the lock is held.
  const [balances, [state]] = await Promise.all([
    ledger.lockBalances(tx, actor.userId),
    tx.query(statements.readCreationState, [
      actor.userId,
      input.requestId,
      inputIds(input, 'upload'),
      inputIds(input, 'media'),
      perMinute,
    ]),
  ]);
  if (!state) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  return { balances, state };
}

async function findEarlier(
  tx: Tx,
  { actor, input, hash }: GenerationRequest,
  { earlier_hash }: statements.CreationState,
): Promise<GenerationRow[]> {
  if (earlier_hash === null) {
    return [];
  }
  assertSameInput(earlier_hash, hash);
  return await tx.of(Generation).findAll({
    where: { userId: actor.userId, requestId: requestIdsOf(input) },
    order: [['id', 'ASC']],
  });
}

async function placeOne(
  app: AppContext,
  tx: Tx,
  request: GenerationRequest,
  modelRoute: ModelRoute,
  { amount, ...part }: Part & { amount: number },
): Promise<GenerationRow> {
  const { actor } = request;
  const { id, paidWith } = part;
  const [created] = await Promise.all([
    insert(app, tx, request, modelRoute, part),
    charge(tx, actor, id, paidWith, amount),
    queueGeneration(app, tx, { userId: actor.userId, id }),
  ]);
  return created;
}

async function place(
  app: AppContext,
  tx: Tx,
  request: GenerationRequest,
): Promise<GenerationRow[]> {
  const { actor, input, modelOrRefusal } = request;
  const limits = limitsOf(await app.catalog.read());
  const { balances, state } = await readCreationState(tx, request, limits.perMinute);
  const earlier = await findEarlier(tx, request, state);
  if (earlier.length > 0) {
    return earlier;
  }
  if ('refusal' in modelOrRefusal) {
    throw modelOrRefusal.refusal;
  }
  assertMakerIsKnown(input, modelOrRefusal);
  assertFits(input, modelOrRefusal);
  if (
    state.uploads < inputIds(input, 'upload').length ||
    state.media < inputIds(input, 'media').length
  ) {
    throw new DomainError('INPUT_NOT_FOUND');
  }
  const requestIds = requestIdsOf(input);
  assertWithinLimits(state, limits, requestIds.length);
  const { model, route } = modelOrRefusal;
  const choices = allCovered(
    choosePayersFor(model, route.price, state, balances, requestIds.length),
    balances,
  );
  assertPriceAsShown(choices, input.price);
  const rows: GenerationRow[] = [];
  for (const [at, { paidWith, amount }] of choices.entries()) {
    const planDay =
      paidWith === 'plan' ? await takeFromPlan(tx, actor.userId, state.plan_daily) : null;
    const requestId = requestIds[at] ?? input.requestId;
    const part = { requestId, seed: seedOf(input, at), id: uuidv7(), paidWith, amount, planDay };
    rows.push(await placeOne(app, tx, request, modelOrRefusal, part));
  }
  if (choices.some(({ amount }) => amount > 0)) {
    app.live.publish(tx, actor.userId, { type: 'balance' });
  }
  return rows;
}

/** What can be made and stored now: nobody pays for a picture that can't be stored. */
async function findModelForOrder(
  app: AppContext,
  input: GenerationCreateInput,
): Promise<ModelRoute> {
  const modelRoute = await findRunnableModel(app, await app.catalog.read(), input);
  await assertFilesCanBeKept(app.health);
  return modelRoute;
}

/**
 * Creates a generation, or several of one order: all are charged and started, or none. One person's calls run
 * one after another, because the first statement locks their wallets; so limits and allowances read after it
 * hold until the commit, and a repeated request finds the rows of the first one.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE, MAKER_CHANGED,
 * PRICE_CHANGED, PROMPT_REQUIRED, INPUTS_MISMATCH, INPUT_NOT_FOUND, TOO_MANY_RUNNING, RATE_LIMITED,
 * INSUFFICIENT_FUNDS, IDEMPOTENCY_CONFLICT, STORAGE_UNAVAILABLE
 */
export async function createGeneration(
  app: AppContext,
  actor: Actor,
  input: GenerationCreateInput,
): Promise<Created> {
  const { requestId: _, ...rest } = input;
  const modelOrRefusal = await findModelForOrder(app, input).catch((refusal: unknown) => ({
    refusal,
  }));
  const request: GenerationRequest = { actor, input, hash: hashInput(rest), modelOrRefusal };
  const rows = await app.db.transaction((tx) => place(app, tx, request));
  const [first, ...others] = await presentGenerations(app, rows);
  if (!first) {
    throw new Error('a generation was not presented');
  }
  return others.length > 0 ? { ...first, others } : first;
}
