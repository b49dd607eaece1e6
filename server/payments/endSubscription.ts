/** Ends Star subscriptions at Telegram. */
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { defineJob } from '../jobs/job.ts';
import { apiOf, isRefusal } from './providers/stars.ts';

export interface StarSubscription {
  botName: string;
  telegramId: number;
  /** The subscription's first charge. */
  chargeId: string;
}

/**
 * Ends a subscription with its period, or lets it go on. Network: call it outside a transaction.
 * @throws GrammyError, HttpError
 */
export async function setStarSubscription(
  app: AppContext,
  { botName, telegramId, chargeId, renews }: StarSubscription & { renews: boolean },
): Promise<void> {
  await apiOf(app, botName).editUserStarSubscription(telegramId, chargeId, !renews);
}

/** Nothing more is charged for what was given back, or bought twice. */
export const endSubscriptionJob = defineJob({
  name: 'payments.endSubscription',
  payload: z.object({ botName: z.string(), telegramId: z.int(), chargeId: z.string() }),
  policy: { retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 60 },
  async handle(app, subscription) {
    try {
      await setStarSubscription(app, { ...subscription, renews: false });
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      // It has ended already.
      app.log.warn({ err: error, chargeId: subscription.chargeId }, 'a subscription was not ended');
    }
  },
});
