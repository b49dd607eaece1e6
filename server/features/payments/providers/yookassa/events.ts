/** YooKassa's notifications: stored and answered at once, processed by a job that asks YooKassa. */
import { z } from 'zod';
import type { AppContext } from '../../../../app/context.ts';
import type { Tx } from '../../../../db/database.ts';
import { defineJob } from '../../../../jobs/job.ts';
import { raiseAlert } from '../../../alerts/service.ts';
import { claimEvent, type InboxEvent, recordFailure, storeEvent } from '../../../inbox/service.ts';
import { recordPaymentEvent } from '../../events.ts';
import { fromYooKassaAmount } from './amount.ts';
import { settleYooKassa } from './settle.ts';
import { notificationSchema, type YooKassaNotification, type YooKassaPayment } from './types.ts';

/** After this many failures an alert is raised; the poller goes on asking about the order. */
const MAX_ATTEMPTS = 12;

function eventOf(notification: YooKassaNotification): InboxEvent {
  const { event, object } = notification;
  return { source: 'yookassa', key: `${event}:${object.id}`, payload: notification };
}

/** Stores a notification. A repeated one is known already and changes nothing. */
export async function acceptNotification(
  app: AppContext,
  notification: YooKassaNotification,
): Promise<void> {
  await app.db.transaction(async (tx) => {
    if (await storeEvent(tx, eventOf(notification))) {
      await app.queue.enqueue(tx, yooKassaEventJob, { notification });
    }
  });
}

export const yooKassaEventJob = defineJob({
  name: 'payments.yooKassaEvent',
  payload: z.object({ notification: notificationSchema }),
  policy: {
    retryLimit: MAX_ATTEMPTS - 1,
    retryDelay: 2,
    retryDelayMax: 900,
    expireInSeconds: 120,
    heartbeatSeconds: 15,
    concurrency: 4,
  },
  handle: async (app, { notification }) => processEvent(app, notification),
});

/**
 * Reads the payment and applies its state.
 * @throws YooKassaError when it can't be read: try again later.
 */
async function processEvent(app: AppContext, notification: YooKassaNotification): Promise<void> {
  const event = eventOf(notification);
  const paymentId = notification.object.payment_id ?? notification.object.id;
  try {
    await settleYooKassa(app, paymentId, async (tx, payment) => {
      const isNew = await claimEvent(tx, event);
      if (isNew) {
        await recheckIfStale(app, tx, { notification, nth: 1 }, payment);
        const orderId = payment?.metadata?.order_id ?? '';
        await recordPaymentEvent(tx, orderId, 'notification', { event: notification.event });
      }
      return isNew;
    });
  } catch (error) {
    await app.db.transaction(async (tx) => {
      const attempts = await recordFailure(tx, event, app.redactor.reason(error));
      if (attempts >= MAX_ATTEMPTS) {
        await raiseAlert(tx, { kind: 'event_failed', key: `yookassa:${event.key}` });
      }
    });
    throw error;
  }
}

/** Asking again ends with the poller's turn: the pauses double, and make up about four minutes. */
const MAX_RECHECKS = 7;

interface Recheck {
  notification: YooKassaNotification;
  /** 1 for the first time that YooKassa is asked again. */
  nth: number;
}

/** YooKassa's API may lag behind its notification: then it is asked again soon. */
export const yooKassaRecheckJob = defineJob({
  name: 'payments.yooKassaRecheck',
  payload: z.object({ notification: notificationSchema, nth: z.int().positive() }),
  policy: { retryLimit: 3, retryDelay: 5, expireInSeconds: 120, concurrency: 2 },
  async handle(app, { notification, nth }) {
    const paymentId = notification.object.payment_id ?? notification.object.id;
    await settleYooKassa(app, paymentId, async (tx, payment) => {
      await recheckIfStale(app, tx, { notification, nth: nth + 1 }, payment);
      return true;
    });
  },
});

async function recheckIfStale(
  app: AppContext,
  tx: Tx,
  recheck: Recheck,
  payment: YooKassaPayment | null,
): Promise<void> {
  const { notification, nth } = recheck;
  if (nth <= MAX_RECHECKS && payment && isStale(notification.event, payment)) {
    await app.queue.enqueue(tx, yooKassaRecheckJob, recheck, { delayMs: 2 ** nth * 1000 });
  }
}

/** Whether the payment does not show yet what the notification says. */
function isStale(event: YooKassaNotification['event'], payment: YooKassaPayment): boolean {
  const isOpen = payment.status === 'pending' || payment.status === 'waiting_for_capture';
  switch (event) {
    case 'payment.succeeded':
    case 'payment.canceled':
      return isOpen;
    case 'refund.succeeded':
      return !payment.refunded_amount || fromYooKassaAmount(payment.refunded_amount) === 0;
    case 'payment.waiting_for_capture':
      return false;
  }
}
