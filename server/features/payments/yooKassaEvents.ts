/** YooKassa's notifications: stored and answered at once, worked off by a job that asks YooKassa. */
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { defineJob } from '../../jobs/job.ts';
import { raiseAlert } from '../alerts/service.ts';
import { type InboxEvent, keepFailure, storeEvent, takeEvent } from '../inbox/service.ts';
import { notificationSchema, type YooKassaNotification } from './providers/yookassa/types.ts';
import { settleYooKassa } from './settleYooKassa.ts';

/** After this many failures an admin is told; the poller goes on asking about the order. */
const MOST_ATTEMPTS = 12;

function eventOf(notification: YooKassaNotification): InboxEvent {
  const { event, object } = notification;
  return { source: 'yookassa', key: `${event}:${object.id}`, payload: notification };
}

/** Takes a notification in. The same again is known already and changes nothing. */
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
    retryLimit: MOST_ATTEMPTS - 1,
    retryDelay: 2,
    retryDelayMax: 900,
    expireInSeconds: 120,
    heartbeatSeconds: 15,
    concurrency: 4,
  },
  handle: async (app, { notification }) => workOff(app, notification),
});

/** Reads the payment and follows it. @throws YooKassaError when it can't be read: try again later. */
async function workOff(app: AppContext, notification: YooKassaNotification): Promise<void> {
  const event = eventOf(notification);
  const paymentId = notification.object.payment_id ?? notification.object.id;
  try {
    await settleYooKassa(app, paymentId, (tx) => takeEvent(tx, event));
  } catch (error) {
    await app.db.transaction(async (tx) => {
      const attempts = await keepFailure(tx, event, app.redactor.reason(error));
      if (attempts >= MOST_ATTEMPTS) {
        await raiseAlert(tx, { kind: 'event_failed', key: `yookassa:${event.key}` });
      }
    });
    throw error;
  }
}
