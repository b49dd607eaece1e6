import { z } from 'zod';
import { defineJob } from '../../../../jobs/job.ts';
import { apiOf, isRefusal } from './api.ts';

/** Nothing more is charged for what was given back, or bought twice. */
export const endSubscriptionJob = defineJob({
  name: 'payments.endSubscription',
  payload: z.object({ botName: z.string(), telegramId: z.int(), chargeId: z.string() }),
  policy: { retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 60 },
  async handle(app, { botName, telegramId, chargeId }) {
    try {
      await apiOf(app, botName).editUserStarSubscription(telegramId, chargeId, true);
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      // It has ended already.
      app.log.warn({ err: error, chargeId }, 'a subscription was not ended');
    }
  },
});
