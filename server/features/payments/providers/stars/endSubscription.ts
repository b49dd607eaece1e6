/** Ends Star subscriptions at Telegram. */
import { z } from 'zod';
import type { AppContext } from '../../../../app/context.ts';
import type { Tx } from '../../../../db/database.ts';
import { defineJob } from '../../../../jobs/job.ts';
import * as ledger from '../../../../ledger/index.ts';
import { setRenewal } from '../../../plans/service.ts';
import * as statements from '../../statements.ts';
import { apiOf, isRefusal } from './gateway.ts';

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

/**
 * A new subscription takes the place of those before it: a cancelled one could be resumed in Telegram's
 * settings, and two that were paid at the same moment would both go on.
 */
export async function endReplaced(
  app: AppContext,
  tx: Tx,
  order: Pick<statements.OrderRow, 'id' | 'user_id' | 'telegram_id'>,
): Promise<void> {
  const { id, user_id: userId, telegram_id: telegramId } = order;
  await ledger.lockBalances(tx, userId);
  const replaced = await tx.query(statements.listOtherSubscriptions, [userId, id]);
  for (const { payment_id: paymentId, bot_name: botName, charge_id: chargeId } of replaced) {
    await setRenewal(tx, { userId, paymentId, renews: false });
    await app.queue.enqueue(tx, endSubscriptionJob, { botName, telegramId, chargeId });
  }
}
