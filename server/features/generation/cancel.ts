/** Calling off: what nobody has begun, or what its provider agrees not to begin. */
import type { Generation } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Statement } from '../../db/statement.ts';
import { presentGeneration } from './present.ts';
import { refund } from './refunds.ts';
import * as statements from './statements.ts';
import { announce } from './worker/finish.ts';

const MAX_CANCEL_MS = 10_000;

/** Ends a generation if it still stands where the statement wants it. */
async function end(
  app: AppContext,
  statement: Statement<statements.GenerationRow>,
  values: readonly unknown[],
): Promise<statements.GenerationRow | null> {
  return app.db.transaction(async (tx) => {
    const [row] = await tx.query(statement, values);
    if (row) {
      await refund(app, tx, row);
      announce(app, tx, row);
    }
    return row ?? null;
  });
}

/** Asks the provider not to do what it has not begun. */
async function callOff(app: AppContext, row: statements.GenerationRow): Promise<boolean> {
  const provider = row.provider ? app.providers[row.provider] : undefined;
  if (!provider || row.provider_request_id === null || row.provider_model === null) {
    return false;
  }
  return provider.cancel(row.provider_request_id, {
    generationId: row.id,
    operation: row.operation,
    providerModel: row.provider_model,
    prompt: row.prompt,
    seed: row.seed,
    aspectRatio: row.aspect_ratio,
    inputs: [],
    signal: AbortSignal.timeout(MAX_CANCEL_MS),
  });
}

/**
 * Calls a generation off and refunds it. Calling off twice is answered as the first time.
 * @throws DomainError NOT_FOUND, GENERATION_NOT_CANCELLABLE
 */
export async function cancelGeneration(
  app: AppContext,
  actor: Actor,
  id: string,
): Promise<Generation> {
  const waiting = await end(app, statements.cancelWaiting, [actor.userId, id]);
  if (waiting) {
    return presentGeneration(app, waiting);
  }
  const [row] = await app.db.query(statements.findGeneration, [actor.userId, id]);
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  if (row.status === 'cancelled') {
    return presentGeneration(app, row);
  }
  if (row.status === 'running' && (await callOff(app, row))) {
    const values = [actor.userId, id, row.provider_request_id];
    const running = await end(app, statements.cancelSubmitted, values);
    if (running) {
      return presentGeneration(app, running);
    }
  }
  throw new DomainError('GENERATION_NOT_CANCELLABLE');
}
