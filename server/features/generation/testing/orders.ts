import { randomUUID } from 'node:crypto';
import type { GenerationCreateInput } from '../../../../shared/schemas/generation.ts';
import type { AppContext } from '../../../app/context.ts';
import { sql } from '../../../db/statement.ts';
import { generationJob } from '../worker/job.ts';

/** An order for a picture, with a request id of its own. */
export function pictureOrder(changes: Partial<GenerationCreateInput> = {}) {
  return {
    requestId: randomUUID(),
    operation: 'create',
    model: 'nano-banana',
    prompt: 'a lighthouse at dusk',
    aspectRatio: '1:1',
    inputs: [],
    ...changes,
  } satisfies Partial<GenerationCreateInput>;
}

/** Does at once, in this process, what a worker would do with the job of a generation. */
export async function workOn(app: AppContext, userId: number, generationId: string): Promise<void> {
  const signal = new AbortController().signal;
  await generationJob.run(app, { userId, generationId }, { signal, attempt: 1 });
}

/** Changes rows directly, to set up a test. */
export async function updateRows(
  app: AppContext,
  text: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await app.db.transaction((tx) => tx.query(sql(text), values));
}

export async function setPrice(app: AppContext, model: string, price: number): Promise<void> {
  await updateRows(app, 'update models set price = $2 where code = $1', [model, price]);
  app.catalog.invalidate();
}
