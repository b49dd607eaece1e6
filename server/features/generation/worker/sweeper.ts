/**
 * Finds abandoned generations: those with expired leases are requeued, overdue ones fail and are refunded.
 * Every worker process does this three times per lease period. Concurrent sweeps share the rows (`skip
 * locked`).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Op } from 'sequelize';
import type { AppContext } from '../../../app/context.ts';
import { NOW } from '../../../db/values.ts';
import { Generation } from '../models.ts';
import { failOverdue } from './finish.ts';
import { queueGeneration } from './job.ts';
import { holdSeconds } from './lease.ts';
import { claimExpiredLeases } from './leaseStatements.ts';

const MIN_PAUSE_MS = 250;
const MAX_OVERDUE = 100;

async function requeueDead(app: AppContext): Promise<void> {
  await app.db.transaction(async (tx) => {
    const dead = await tx.query(claimExpiredLeases, [holdSeconds(app.config)]);
    for (const { user_id: userId, id } of dead) {
      await queueGeneration(app, tx, { userId, id });
      app.log.warn({ generationId: id }, 'a lease ran out; the generation is queued again');
    }
  });
}

/** One sweep. */
export async function sweep(app: AppContext): Promise<void> {
  await requeueDead(app);
  const overdue = await app.db
    .of(Generation)
    .scope('unfinished')
    .findAll({
      attributes: ['userId', 'id'],
      where: { deadlineAt: { [Op.lte]: NOW } },
      limit: MAX_OVERDUE,
    });
  for (const { userId, id } of overdue) {
    await failOverdue(app, { userId, id });
  }
}

export interface GenerationWorker {
  /** Stops sweeping. Running work releases its leases when the queue tells it to. */
  stop(): Promise<void>;
}

/** Starts sweeping; the work itself comes through the job queue. */
export function startGenerationWorker(app: AppContext): GenerationWorker {
  const stopped = new AbortController();
  const pauseMs = Math.max((holdSeconds(app.config) * 1000) / 3, MIN_PAUSE_MS);

  async function go(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await sweep(app);
      } catch (err) {
        app.log.error({ err }, 'the sweep of generations failed');
      }
      await sleep(pauseMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  const going = go();
  return {
    async stop() {
      stopped.abort();
      await going;
    },
  };
}
