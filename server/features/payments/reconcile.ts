/**
 * Compares our orders with the providers, every RECONCILE_EVERY_S: unreported events are found, unpaid orders
 * expire, pending refunds are retried. Each part fails alone.
 */
import { Op } from 'sequelize';
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { NOW } from '../../db/values.ts';
import { defineJob } from '../../jobs/job.ts';
import { closeOrder } from './closeOrder.ts';
import { OPEN } from './lookup.ts';
import { Payment, PaymentCharge } from './models.ts';
import { claimRun } from './positions.ts';
import type { ReconcileOptions } from './providers/provider.ts';
import { askForRefund } from './refunds.ts';
import { lockOrder } from './settle.ts';

/** Shorter than the schedule's own minute: then each run orders the next one. */
const SCHEDULE_S = 60;
/** A chained run must not be too early: this share of the period has to be over. */
const SHARE_OF_PERIOD = 0.9;
const MAX_REFUNDS = 100;
const MAX_EXPIRED = 200;

export const reconcileJob = defineJob({
  name: 'payments.reconcile',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 600 },
  async handle(app, _payload, { signal }) {
    const everyS = app.config.reconcileEveryS;
    const isMine = await app.db.transaction((tx) => claimRun(tx, everyS * SHARE_OF_PERIOD));
    if (!isMine) {
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

/** Has a run start soon, for instance after the server was down. */
export async function requestReconcile(app: AppContext): Promise<void> {
  await app.db.transaction((tx) => app.queue.enqueue(tx, reconcileJob, {}));
}

/** One reconciliation with all providers. A provider that does not answer stops only its own part. */
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
  const refunding = await app.db.of(PaymentCharge).findAll({
    attributes: ['provider', 'chargeId'],
    where: { status: 'refunding' },
    limit: MAX_REFUNDS,
  });
  for (const { provider, chargeId } of refunding) {
    const key = { provider, chargeId };
    await askForRefund(app, key).catch((error: unknown) => {
      app.log.warn({ err: error, ...key }, 'a refund is retried later');
    });
  }
}

/** Runs last: payments made in time are known by then. */
async function expireOrders(app: AppContext): Promise<void> {
  const expired = await app.db.of(Payment).findAll({
    attributes: ['id'],
    where: { status: OPEN, expiresAt: { [Op.lt]: NOW } },
    order: ['expiresAt'],
    limit: MAX_EXPIRED,
  });
  for (const { id } of expired) {
    await app.db.transaction(async (tx) => {
      const order = await lockOrder(tx, id);
      if (order) {
        await closeOrder(app, tx, order, 'expired', 'not_paid_in_time');
      }
    });
  }
}
