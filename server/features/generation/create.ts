/** Takes an order for something to be made: pays it, writes it down and queues it, all or nothing. */
import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { operationRules } from '../../../shared/catalog/operations.ts';
import type {
  GenerationCreateInput,
  Generation as GenerationOutput,
} from '../../../shared/schemas/generation.ts';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { assertNever, DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { assertSameInput, hashInput } from '../../db/requests.ts';
import * as ledger from '../../ledger/index.ts';
import { assertFilesCanBeKept } from '../health/service.ts';
import type { Offer } from './catalog.ts';
import * as statements from './createStatements.ts';
import { choosePayerFor } from './creationState.ts';
import { assertFits, assertMakerIsKnown, findOfferFor, inputIds } from './generationRequest.ts';
import { assertWithinLimits, limitsOf } from './limits.ts';
import { Generation, type GenerationRow } from './models.ts';
import { presentGeneration } from './present.ts';
import { queueGeneration } from './worker/job.ts';

interface Order {
  actor: Actor;
  input: GenerationCreateInput;
  hash: Buffer;
  /** A repeated request is answered even if the model has gone since, so a refusal waits until then. */
  offer: Offer | { refusal: unknown };
}

/** Takes what the generation costs from the payer, unless that is a plan. */
async function charge(
  tx: Tx,
  actor: Actor,
  generationId: string,
  paidWith: PaidWith,
  amount: number,
): Promise<void> {
  switch (paidWith) {
    case 'free':
    case 'free_access':
    case 'plan':
      return;
    case 'free_operations':
    case 'credits':
    case 'coins':
      await ledger.post(tx, {
        kind: 'generation_charge',
        userId: actor.userId,
        botName: actor.botName,
        actor: actorName(actor),
        amount,
        generationId,
        asset: paidWith,
      });
      return;
    default:
      assertNever(paidWith);
  }
}

/** Takes one from today's allowance. @returns the day. */
async function takeFromPlan(tx: Tx, userId: number, daily: number | null): Promise<string> {
  const [taken] = await tx.query(statements.takeFromPlan, [userId, daily]);
  if (!taken) {
    throw new Error('the allowance of a plan was taken by somebody else');
  }
  return taken.day;
}

async function insert(
  app: AppContext,
  tx: Tx,
  { actor, input, hash }: Order,
  made: { id: string; offer: Offer; paidWith: PaidWith; planDay: string | null },
): Promise<GenerationRow> {
  const { id, offer, paidWith, planDay } = made;
  const { model, route } = offer;
  const [row] = await tx.query(statements.insertGeneration, [
    actor.userId,
    id,
    input.requestId,
    hash,
    actor.botName,
    model.operation,
    model.code,
    operationRules[model.operation].prompt === 'none' ? '' : input.prompt.trim(),
    input.aspectRatio,
    input.seed ?? randomInt(2 ** 32),
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

/** Locks the person, and reads how things stand while the lock is held. */
async function readCreationState(tx: Tx, { actor, input }: Order, perMinute: number) {
  // Sent together and answered in order: the second reads what stands when the lock is held.
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
  { actor, hash }: Order,
  { earlier_id: id, earlier_hash }: statements.CreationState,
): Promise<GenerationRow | null> {
  if (id === null || earlier_hash === null) {
    return null;
  }
  assertSameInput(earlier_hash, hash);
  return await tx.of(Generation).findOne({ where: { userId: actor.userId, id } });
}

async function place(app: AppContext, tx: Tx, order: Order): Promise<GenerationRow> {
  const { actor, input, offer } = order;
  const limits = limitsOf(await app.catalog.read());
  const { balances, state } = await readCreationState(tx, order, limits.perMinute);
  const earlier = await findEarlier(tx, order, state);
  if (earlier) {
    return earlier;
  }
  if ('refusal' in offer) {
    throw offer.refusal;
  }
  assertMakerIsKnown(input, offer);
  assertFits(input);
  if (
    state.uploads < inputIds(input, 'upload').length ||
    state.media < inputIds(input, 'media').length
  ) {
    throw new DomainError('INPUT_NOT_FOUND');
  }
  assertWithinLimits(state, limits);
  const choice = choosePayerFor(offer.model, offer.route.price, state, balances);
  const { paidWith } = choice;
  const id = uuidv7();
  if (paidWith === null) {
    const { missing, before } = choice;
    throw new DomainError('INSUFFICIENT_FUNDS', { missing, balance: before ?? 0 });
  }
  const planDay =
    paidWith === 'plan' ? await takeFromPlan(tx, actor.userId, state.plan_daily) : null;
  const [created] = await Promise.all([
    insert(app, tx, order, { id, offer, paidWith, planDay }),
    charge(tx, actor, id, paidWith, choice.amount),
    queueGeneration(app, tx, { userId: actor.userId, id }),
  ]);
  if (choice.amount > 0) {
    app.live.publish(tx, actor.userId, { type: 'balance' });
  }
  return created;
}

/** What can be made now, and kept: nobody pays for a picture that has no place. */
async function findOffer(app: AppContext, input: GenerationCreateInput): Promise<Offer> {
  const offer = await findOfferFor(app, await app.catalog.read(), input);
  await assertFilesCanBeKept(app.health);
  return offer;
}

/**
 * Creates a generation. One person's calls run one after another, because the first statement locks
 * their wallets; so limits and allowances read after it hold until the commit, and a repeated request
 * finds the first one's row.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE, MAKER_CHANGED, PROMPT_REQUIRED,
 *   INPUTS_MISMATCH, INPUT_NOT_FOUND, TOO_MANY_RUNNING, RATE_LIMITED, INSUFFICIENT_FUNDS,
 *   IDEMPOTENCY_CONFLICT, STORAGE_UNAVAILABLE
 */
export async function createGeneration(
  app: AppContext,
  actor: Actor,
  input: GenerationCreateInput,
): Promise<GenerationOutput> {
  const { requestId: _, ...rest } = input;
  const offer = await findOffer(app, input).catch((refusal: unknown) => ({ refusal }));
  const order: Order = { actor, input, hash: hashInput(rest), offer };
  const row = await app.db.transaction((tx) => place(app, tx, order));
  return presentGeneration(app, row);
}
