/** Star subscriptions: what the person or Telegram has done with them, and ending them ourselves. */
import type { AppContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { setRenewal } from './effects.ts';
import { apiOf } from './providers/stars.ts';
import { lockOrder } from './settle.ts';

export interface SubscriptionChange {
  botName: string;
  telegramId: number;
  orderId: string;
  state: 'active' | 'canceled' | 'failed';
}

/** Telegram says that a subscription goes on, ends with its period, or could not be charged. */
export async function followSubscription(
  _app: AppContext,
  tx: Tx,
  { botName, telegramId, orderId, state }: SubscriptionChange,
): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order?.telegram_id === telegramId && order.bot_name === botName && order.renews) {
    await setRenewal(tx, order, state === 'active');
  }
}

/**
 * Ends a subscription with its period, or lets it go on. Network: call it outside a transaction.
 * @param chargeId the subscription's first charge.
 * @throws GrammyError, HttpError
 */
export async function setStarSubscription(
  app: AppContext,
  subscription: { botName: string; telegramId: number; chargeId: string; renews: boolean },
): Promise<void> {
  const { botName, telegramId, chargeId, renews } = subscription;
  await apiOf(app, botName).editUserStarSubscription(telegramId, chargeId, !renews);
}
