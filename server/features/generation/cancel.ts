/** Cancelling: generations that have not begun, or that their provider agrees not to begin. */
import type { Attributes, WhereOptions } from 'sequelize';
import type { Generation as GenerationOutput } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Changes } from '../../db/repository.ts';
import { ENDED, Generation } from './models.ts';
import { presentGeneration } from './present.ts';
import { refund } from './refunds.ts';
import { announce } from './worker/finish.ts';

const MAX_CANCEL_MS = 10_000;

/** Ends a generation if its state is still the expected one. */
async function end(
  app: AppContext,
  scopes: readonly string[],
  where: WhereOptions<Attributes<Generation>>,
  changes: Changes<Generation> = {},
): Promise<Generation | null> {
  return app.db.transaction(async (tx) => {
    const [row = null] = await tx
      .of(Generation)
      .scope(...scopes)
      .updateReturning({ ...ENDED, ...changes, status: 'cancelled' }, { where });
    if (row) {
      await refund(app, tx, row);
      announce(app, tx, row);
    }
    return row;
  });
}

/** Asks the provider to cancel what it has not begun. */
async function cancelAtProvider(app: AppContext, row: Generation): Promise<boolean> {
  const provider = row.provider ? app.providers[row.provider] : undefined;
  if (!provider || row.providerRequestId === null || row.providerModel === null) {
    return false;
  }
  return provider.cancel(row.providerRequestId, {
    generationId: row.id,
    operation: row.operation,
    providerModel: row.providerModel,
    prompt: row.prompt,
    seed: row.seed,
    aspectRatio: row.aspectRatio,
    inputs: [],
    signal: AbortSignal.timeout(MAX_CANCEL_MS),
  });
}

/**
 * Cancels a generation and refunds it. A repeated cancellation gets the first one's answer.
 * @throws DomainError NOT_FOUND, GENERATION_NOT_CANCELLABLE
 */
export async function cancelGeneration(
  app: AppContext,
  actor: Actor,
  id: string,
): Promise<GenerationOutput> {
  const key = { userId: actor.userId, id };
  const waiting = await end(app, ['unfinished', 'untouched'], key);
  if (waiting) {
    return presentGeneration(app, waiting);
  }
  const row = await app.db.of(Generation).findOne({ where: key });
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  if (row.status === 'cancelled') {
    return presentGeneration(app, row);
  }
  if (row.status === 'running' && (await cancelAtProvider(app, row))) {
    // Its provider has confirmed the cancellation.
    const { providerRequestId } = row;
    const where = { ...key, status: 'running', providerRequestId } as const;
    const running = await end(app, [], where, { progress: null });
    if (running) {
      return presentGeneration(app, running);
    }
  }
  throw new DomainError('GENERATION_NOT_CANCELLABLE');
}
