/** A person's generations: reading, quoting, cancelling. */
import type { z } from 'zod';
import { upscaleFactor } from '../../../shared/catalog/operations.ts';
import type {
  Generation as GenerationOutput,
  GenerationQuote,
  quoteInput,
} from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { NOW } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { readCreationState } from './createStatements.ts';
import { choosePayersFor } from './creationState.ts';
import { findInputs } from './findInputs.ts';
import { findRunnableModel } from './generationRequest.ts';
import { Generation } from './models.ts';
import { presentGeneration, presentGenerations } from './present.ts';
import { toQuote } from './quoted.ts';
import { makerOf } from './routes.ts';

export { cheapestPrice } from './catalog.ts';
export {
  findForTeam,
  getForTeam,
  isStuckAt,
  type ListedRow,
  lockGeneration,
  refundState,
  refundSucceeded,
} from './teamList.ts';
export { failManually } from './worker/finish.ts';
export { requeue } from './worker/job.ts';
export type { GenerationKey } from './worker/lease.ts';

/**
 * What a generation would cost this person, and who would pay.
 * @throws DomainError GENERATION_PAUSED, MODEL_UNAVAILABLE, OPERATION_UNAVAILABLE, INPUT_NOT_FOUND
 */
export async function quote(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof quoteInput>,
): Promise<GenerationQuote> {
  const catalog = await app.catalog.read();
  const { model, route } = await findRunnableModel(app, catalog, input);
  const [balances, [state], etaOf] = await Promise.all([
    ledger.getBalances(app.db, actor.userId),
    app.db.query(readCreationState, [actor.userId, null, [], [], 1]),
    app.etas.learn(),
  ]);
  if (!state) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  const { price } = route;
  const choices = choosePayersFor(model, price, state, balances, input.count ?? 1);
  return {
    ...toQuote(price, choices, balances.coins),
    etaSeconds: etaOf(route.model, route.isStandIn),
    madeBy: makerOf(model, route),
    enlarged: await enlargedSize(app, actor, input),
  };
}

/**
 * The size of an upscaled picture.
 * @throws DomainError INPUT_NOT_FOUND
 */
async function enlargedSize(
  app: AppContext,
  actor: Actor,
  { operation, input, scale = 2 }: z.infer<typeof quoteInput>,
): Promise<GenerationQuote['enlarged']> {
  if (operation !== 'upscale' || !input) {
    return null;
  }
  const [found] = await findInputs(app.db, actor.userId, [input]);
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

async function findOwn(app: AppContext, { userId }: Actor, id: string): Promise<Generation> {
  const row = await app.db.of(Generation).findOne({ where: { userId, id } });
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
): Promise<GenerationOutput> {
  return presentGeneration(app, await findOwn(app, actor, id));
}

/** Failures older than the latest ones are not shown any more. */
const MAX_FAILED = 20;

/** Failures that have not been seen on any device; newest first. */
export async function listFailed(
  app: AppContext,
  { userId }: Actor,
): Promise<{ items: GenerationOutput[] }> {
  const failed = app.db.of(Generation).scope('failedUnseen');
  const order = [['id', 'DESC']] satisfies [string, string][];
  const rows = await failed.findAll({ where: { userId }, order, limit: MAX_FAILED });
  return { items: await presentGenerations(app, rows) };
}

/** Marks a failure as seen; other generations, or those of others, do not change. */
export async function seeFailure(
  app: AppContext,
  { userId }: Actor,
  id: string,
): Promise<{ seen: boolean }> {
  return app.db.transaction(async (tx) => {
    const failed = tx.of(Generation).scope('failedUnseen');
    const seen = await failed.update({ failureSeenAt: NOW }, { where: { userId, id } });
    if (seen > 0) {
      app.live.publish(tx, userId, { type: 'generation', id, status: 'failed', progress: null });
    }
    return { seen: seen > 0 };
  });
}

/** All queued and running generations of a person, newest first. */
export async function listActive(
  app: AppContext,
  { userId }: Actor,
): Promise<{ items: GenerationOutput[] }> {
  const generations = app.db.of(Generation).scope('unfinished');
  const rows = await generations.findAll({ where: { userId }, order: [['id', 'DESC']] });
  return { items: await presentGenerations(app, rows) };
}
