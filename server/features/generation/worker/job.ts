import { col, fn, literal, Op } from 'sequelize';
import { z } from 'zod';
import type { AppContext } from '../../../app/context.ts';
import type { Tx } from '../../../db/database.ts';
import { fromNow, NOW } from '../../../db/values.ts';
import { defineJob } from '../../../jobs/job.ts';
import { Generation } from '../models.ts';
import { type GenerationKey, holdSeconds, type Lease } from './lease.ts';
import { type ReturnToQueue, runGeneration } from './run.ts';

/** Continues one generation from its current state. Running it twice, or too late, does no harm. */
export const generationJob = defineJob({
  name: 'generation.run',
  payload: z.object({ userId: z.int(), generationId: z.uuid() }),
  policy: {
    // Before the claim only a broken database can fail it; afterwards the expiring lease requeues it.
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
      returnToQueue(app, lease, how),
    ),
});

/** Has a generation run by any free worker. */
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

/** A generation that was requeued by hand gets at least this long. */
const RETRY_EXTENSION_S = 10 * 60;

/**
 * Takes a generation from its holder, and requeues it.
 * @returns null when it has ended already, or a provider is being asked for it right now.
 */
export async function requeue(app: AppContext, tx: Tx, key: GenerationKey) {
  const extended = fromNow({ seconds: RETRY_EXTENSION_S });
  const [row] = await tx
    .of(Generation)
    .scope('unfinished')
    .updateReturning(
      {
        leaseToken: null,
        leaseUntil: NOW,
        deadlineAt: fn('greatest', col('deadline_at'), extended),
      },
      {
        // Not while a live worker is waiting for the provider's answer: the answer is the only way back to
        // paid work, and only that worker gets it. What was submitted to a provider is not submitted again.
        where: {
          ...key,
          [Op.or]: [
            { submitStartedAt: null },
            { providerRequestId: { [Op.ne]: null } },
            { leaseUntil: { [Op.lte]: NOW } },
          ],
        },
      },
    );
  if (row) {
    await queueGeneration(app, tx, key);
  }
  return row ?? null;
}

/** Releases the lease, and requeues the generation after a while. */
async function returnToQueue(
  app: AppContext,
  lease: Lease,
  { delayMs, countsAsAttempt }: Parameters<ReturnToQueue>[1],
): Promise<void> {
  await app.db.transaction(async (tx) => {
    await lease.writeIn(tx, {
      leaseToken: null,
      leaseUntil: fromNow({ seconds: holdSeconds(app.config) + delayMs / 1000 }),
      ...(countsAsAttempt ? {} : { attempts: literal('attempts - 1') }),
    });
    await queueGeneration(app, tx, lease.key, delayMs);
  });
}
