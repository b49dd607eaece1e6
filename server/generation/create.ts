/** Takes an order for something to be made: pays it, writes it down and queues it, all or nothing. */
import { randomInt } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { operationRules } from '../../shared/catalog/operations.ts';
import type { Generation, GenerationCreateInput } from '../../shared/schemas/generation.ts';
import { type Actor, actorName } from '../auth/actor.ts';
import type { CatalogueSnapshot, Model } from '../catalogue/catalogue.ts';
import type { AppContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { assertSameInput, hashInput } from '../db/requests.ts';
import { assertNever, DomainError } from '../errors.ts';
import * as ledger from '../ledger/index.ts';
import { isAvailable, priceFor } from './catalog.ts';
import { assertWithinLimits, MOST_PER_MINUTE } from './limits.ts';
import type { PayerChoice } from './payer.ts';
import { presentGeneration } from './present.ts';
import { choosePayerFor } from './situation.ts';
import * as statements from './statements.ts';
import { queueGeneration } from './worker/job.ts';

interface Order {
  input: GenerationCreateInput;
  uploads: string[];
  media: string[];
}

function toOrder(input: GenerationCreateInput): Order {
  const idsOf = (type: 'upload' | 'media') => [
    ...new Set(input.inputs.filter((source) => source.type === type).map(({ id }) => id)),
  ];
  return { input, uploads: idsOf('upload'), media: idsOf('media') };
}

/**
 * Finds the model of an order.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE
 */
export async function findModel(
  app: AppContext,
  catalogue: CatalogueSnapshot,
  wanted: { operation: string; model: string },
): Promise<Model> {
  if (catalogue.settings.generation_paused === true) {
    throw new DomainError('GENERATION_PAUSED');
  }
  const siblings = catalogue.models.filter(({ operation }) => operation === wanted.operation);
  const model = siblings.find(({ code }) => code === wanted.model);
  if (model && (await isAvailable(app, catalogue, model))) {
    return model;
  }
  const others = await Promise.all(siblings.map((other) => isAvailable(app, catalogue, other)));
  throw new DomainError(others.includes(true) ? 'MODEL_UNAVAILABLE' : 'OPERATION_UNAVAILABLE');
}

/** @throws DomainError PROMPT_REQUIRED, INPUTS_MISMATCH */
function assertFits({ operation, prompt, inputs }: GenerationCreateInput): void {
  const rule = operationRules[operation];
  if (rule.prompt === 'required' && prompt.trim() === '') {
    throw new DomainError('PROMPT_REQUIRED');
  }
  const [min, max] = rule.inputs;
  if (inputs.length < min || inputs.length > max) {
    throw new DomainError('INPUTS_MISMATCH', { min, max });
  }
}

/** Takes the price from the payer. @returns the day whose plan allowance was used. */
async function charge(
  tx: Tx,
  actor: Actor,
  generationId: string,
  choice: PayerChoice,
  planDaily: number | null,
): Promise<string | null> {
  const { paidWith } = choice;
  switch (paidWith) {
    case null:
      throw new DomainError('INSUFFICIENT_FUNDS', {
        missing: choice.missing,
        balance: choice.before ?? 0,
      });
    case 'free':
    case 'free_access':
      return null;
    case 'plan': {
      const [taken] = await tx.query(statements.takeFromPlan, [actor.userId, planDaily]);
      if (!taken) {
        throw new Error('the allowance of a plan was taken by somebody else');
      }
      return taken.day;
    }
    case 'free_operations':
    case 'credits':
    case 'coins':
      await ledger.post(tx, {
        kind: 'generation_charge',
        userId: actor.userId,
        botName: actor.botName,
        actor: actorName(actor),
        amount: choice.amount,
        generationId,
        asset: paidWith,
      });
      return null;
    default:
      return assertNever(paidWith);
  }
}

async function insert(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  hash: Buffer,
  made: { id: string; model: Model; input: GenerationCreateInput; price: number },
  paid: { paidWith: PayerChoice['paidWith']; planDay: string | null },
) {
  const { id, model, input, price } = made;
  const rule = operationRules[model.operation];
  const [row] = await tx.query(statements.insertGeneration, [
    actor.userId,
    id,
    input.requestId,
    hash,
    actor.botName,
    model.operation,
    model.code,
    rule.prompt === 'none' ? '' : input.prompt.trim(),
    input.aspectRatio,
    input.seed ?? randomInt(2 ** 32),
    model.operation === 'upscale' ? (input.scale ?? 2) : null,
    JSON.stringify(input.inputs),
    price,
    paid.paidWith,
    paid.planDay,
    app.config.generation.deadlineS,
  ]);
  if (!row) {
    throw new Error('a generation was not stored');
  }
  return row;
}

/**
 * Creates a generation. One person's calls run one after another, because the first statement locks
 * their wallets; so limits and allowances read after it hold until the commit, and a repeated request
 * finds the first one's row.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE, PROMPT_REQUIRED,
 *   INPUTS_MISMATCH, INPUT_NOT_FOUND, TOO_MANY_RUNNING, RATE_LIMITED, INSUFFICIENT_FUNDS,
 *   IDEMPOTENCY_CONFLICT
 */
export async function createGeneration(
  app: AppContext,
  actor: Actor,
  input: GenerationCreateInput,
): Promise<Generation> {
  const { requestId, ...rest } = input;
  const hash = hashInput(rest);
  const order = toOrder(input);
  const catalogue = await app.catalogue.read();
  // A repeated request is answered even if the model has gone since, so a refusal waits until then.
  const offer = await findModel(app, catalogue, input).catch((refusal: unknown) => ({ refusal }));
  const row = await app.db.transaction(async (tx) => {
    const balances = await ledger.lockBalances(tx, actor.userId);
    const [situation] = await tx.query(statements.readSituation, [
      actor.userId,
      requestId,
      order.uploads,
      order.media,
      MOST_PER_MINUTE,
    ]);
    if (!situation) {
      throw new DomainError('LAUNCH_REQUIRED');
    }
    if (situation.earlier_id && situation.earlier_hash) {
      assertSameInput(situation.earlier_hash, hash);
      const [earlier] = await tx.query(statements.findGeneration, [
        actor.userId,
        situation.earlier_id,
      ]);
      return earlier;
    }
    if ('refusal' in offer) {
      throw offer.refusal;
    }
    assertFits(input);
    if (situation.uploads < order.uploads.length || situation.media < order.media.length) {
      throw new DomainError('INPUT_NOT_FOUND');
    }
    assertWithinLimits(situation);
    const price = priceFor(app, offer);
    const choice = choosePayerFor(offer, price, situation, balances);
    const id = uuidv7();
    const planDay = await charge(tx, actor, id, choice, situation.plan_daily);
    const made = { id, model: offer, input, price };
    const { paidWith } = choice;
    const created = await insert(app, tx, actor, hash, made, { paidWith, planDay });
    await queueGeneration(app, tx, { userId: actor.userId, id });
    if (choice.amount > 0) {
      app.live.publish(tx, actor.userId, { type: 'balance' });
    }
    return created;
  });
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return presentGeneration(app, row);
}
