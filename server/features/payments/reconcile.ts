/**
 * Compares our orders with the providers, every RECONCILE_EVERY_S: what no event has told is found,
 * what nobody paid is ended, what was to be given back is asked for again. Each part stands alone.
 */
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';
import { defineJob } from '../../jobs/job.ts';
import { closeOrder } from './closeOrder.ts';
import type { ReconcileOptions } from './providers/provider.ts';
import { askForRefund } from './refunds.ts';
import { lockOrder } from './settle.ts';
import * as statements from './statements.ts';

/** One row for the process that may run now. A tenth less, so that a run in a chain is not too early. */
const claimRun = sql<{ source: string }>(`
  insert into reconcile_positions as known (source, ran_at) values ('every', now())
  on conflict (source) do update set ran_at = excluded.ran_at
    where known.ran_at <= now() - make_interval(secs => $1 * 0.9)
  returning source
`);

/** Shorter than the schedule's own minute: then each run orders the next one. */
const SCHEDULE_S = 60;

export const reconcileJob = defineJob({
  name: 'payments.reconcile',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 600 },
  async handle(app, _payload, { signal }) {
    const everyS = app.config.reconcileEveryS;
    const [claimed] = await app.db.transaction((tx) => tx.query(claimRun, [everyS]));
    if (!claimed) {
      return;
    }
    await reconcile(app, { signal });
    if (everyS < SCHEDULE_S) {
      const next = { delayMs: everyS * 1000 };
      await app.db.transaction((tx) => app.queue.enqueue(tx, reconcileJob, {}, next));
    }
  },
});

/** Once a night the providers' lists are read from further back. */
export const reconcileWholeJob = defineJob({
  name: 'payments.reconcileWhole',
  payload: z.object({}),
  cron: '23 3 * * *',
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 3600 },
  handle: async (app, _payload, { signal }) => reconcile(app, { signal, whole: true }),
});

/** Asks for a run soon, for instance after the server has been away. */
export async function requestReconcile(app: AppContext): Promise<void> {
  await app.db.transaction((tx) => app.queue.enqueue(tx, reconcileJob, {}));
}

/** One comparison with all providers. A provider that does not answer stops only its own part. */
export async function reconcile(app: AppContext, options: ReconcileOptions = {}): Promise<void> {
  const parts: [string, () => Promise<void>][] = [
    ...Object.values(app.payments)
      .flatMap((gateway) => gateway.reconcilers())
      .map(({ what, run }): [string, () => Promise<void>] => [what, () => run(options)]),
    ['refunds', () => repeatRefunds(app)],
    ['expired orders', () => expireOrders(app)],
  ];
  for (const [what, part] of parts) {
    options.signal?.throwIfAborted();
    await part().catch((error: unknown) =>
      app.log.warn({ err: error, what }, 'reconciliation failed'),
    );
  }
}

async function repeatRefunds(app: AppContext): Promise<void> {
  for (const { provider, charge_id } of await app.db.query(statements.listRefunding)) {
    const key = { provider, chargeId: charge_id };
    await askForRefund(app, key).catch((error: unknown) => {
      app.log.warn({ err: error, ...key }, 'a refund is retried later');
    });
  }
}

/** Runs last: what has been paid in time is known by then. */
async function expireOrders(app: AppContext): Promise<void> {
  for (const { id } of await app.db.query(statements.listExpired)) {
    await app.db.transaction(async (tx) => {
      const order = await lockOrder(tx, id);
      if (order) {
        await closeOrder(app, tx, order, 'expired', 'not_paid_in_time');
      }
    });
  }
}
