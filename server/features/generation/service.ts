/** Looking after one's generations: reading, what a new one would cost, calling off. */
import type { z } from 'zod';
import { upscaleFactor } from '../../../shared/catalog/operations.ts';
import type {
  Generation,
  GenerationQuote,
  quoteInput,
} from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import { choosePayerFor } from './creationState.ts';
import { learnEtas } from './eta.ts';
import { findOfferFor } from './generationRequest.ts';
import { presentGeneration, presentGenerations } from './present.ts';
import { makerOf } from './routes.ts';
import * as statements from './statements.ts';
import { readInputs } from './worker/statements.ts';

export { cheapestPrice } from './catalog.ts';

/**
 * What a generation would cost this person, and who would pay.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE, INPUT_NOT_FOUND
 */
export async function quote(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof quoteInput>,
): Promise<GenerationQuote> {
  const catalogue = await app.catalogue.read();
  const { model, route } = await findOfferFor(app, catalogue, input);
  const [balances, [state], etaOf] = await Promise.all([
    ledger.getBalances(app.db, actor.userId),
    app.db.query(statements.readCreationState, [actor.userId, null, [], [], 1]),
    learnEtas(app),
  ]);
  if (!state) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  const { price } = route;
  const { paidWith, before, amount, missing } = choosePayerFor(model, price, state, balances);
  return {
    price,
    paidWith,
    before,
    after: before === null || paidWith === null ? null : before - amount,
    missing,
    etaSeconds: etaOf(route.model, route.isStandIn),
    madeBy: makerOf(model, route),
    enlarged: await enlargedSize(app, actor, input),
  };
}

/** How large an enlargement gets. @throws DomainError INPUT_NOT_FOUND */
async function enlargedSize(
  app: AppContext,
  actor: Actor,
  { operation, input, scale = 2 }: z.infer<typeof quoteInput>,
): Promise<GenerationQuote['enlarged']> {
  if (operation !== 'upscale' || !input) {
    return null;
  }
  const idsOf = (type: typeof input.type) => (input.type === type ? [input.id] : []);
  const [found] = await app.db.query(readInputs, [actor.userId, idsOf('upload'), idsOf('media')]);
  if (!found) {
    throw new DomainError('INPUT_NOT_FOUND');
  }
  const factor = upscaleFactor(found, scale);
  return {
    width: Math.round(found.width * factor),
    height: Math.round(found.height * factor),
    isCapped: factor < scale,
  };
}

async function findOwn(
  app: AppContext,
  actor: Actor,
  id: string,
): Promise<statements.GenerationRow> {
  const [row] = await app.db.query(statements.findGeneration, [actor.userId, id]);
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
}

/** @throws DomainError NOT_FOUND */
export async function getGeneration(
  app: AppContext,
  actor: Actor,
  id: string,
): Promise<Generation> {
  return presentGeneration(app, await findOwn(app, actor, id));
}

/** Everything of a person that waits or runs, newest first. */
export async function listActive(app: AppContext, actor: Actor): Promise<{ items: Generation[] }> {
  const rows = await app.db.query(statements.listActive, [actor.userId]);
  return { items: await presentGenerations(app, rows) };
}
