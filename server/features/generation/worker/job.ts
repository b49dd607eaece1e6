import { z } from 'zod';
import type { AppContext } from '../../../app/context.ts';
import type { Tx } from '../../../db/database.ts';
import { defineJob } from '../../../jobs/job.ts';
import { type GenerationKey, holdSeconds, type Lease } from './lease.ts';
import { type GiveBack, runGeneration } from './run.ts';
import * as statements from './statements.ts';

/** Goes on with one generation, wherever it stands. Running it twice, or too late, does no harm. */
export const generationJob = defineJob({
  name: 'generation.run',
  payload: z.object({ userId: z.int(), generationId: z.uuid() }),
  policy: {
    // Before the claim only a broken database can fail it; afterwards the lease brings it back.
    retryLimit: 3,
    retryDelay: 2,
    retryDelayMax: 30,
    expireInSeconds: 23 * 60 * 60,
    // For a worker that dies between taking the job and claiming the generation.
    heartbeatSeconds: 15,
    concurrency: (config) => config.generation.concurrency,
    groupConcurrency: 2,
  },
  handle: (app, { userId, generationId }, run) =>
    runGeneration(app, { userId, id: generationId }, run.signal, (lease, how) =>
      giveBack(app, lease, how),
    ),
});

/** Has a generation taken up by whoever is free. */
export async function queueGeneration(
  app: AppContext,
  tx: Tx,
  key: GenerationKey,
  delayMs = 0,
): Promise<void> {
  await app.queue.enqueue(
    tx,
    generationJob,
    { userId: key.userId, generationId: key.id },
    {
      group: String(key.userId),
      delayMs,
    },
  );
}

/** A generation that was taken up by hand gets at least this long. */
const RETRY_EXTENSION_S = 10 * 60;

/**
 * Takes a generation from whoever holds it, and has it taken up again.
 * @returns null when it has ended already, or a provider is being asked for it right now.
 */
export async function requeue(app: AppContext, tx: Tx, key: GenerationKey) {
  const [row] = await tx.query(statements.takeAway, [key.userId, key.id, RETRY_EXTENSION_S]);
  if (row) {
    await queueGeneration(app, tx, key);
  }
  return row ?? null;
}

/** Gives the lease back, and has the generation taken up again after a while. */
async function giveBack(
  app: AppContext,
  lease: Lease,
  { delayMs, countsAsAttempt }: Parameters<GiveBack>[1],
): Promise<void> {
  await app.db.transaction(async (tx) => {
    const seconds = [holdSeconds(app.config), delayMs / 1000];
    await lease.writeIn(tx, statements.release, ...seconds, countsAsAttempt);
    await queueGeneration(app, tx, lease.key, delayMs);
  });
}
