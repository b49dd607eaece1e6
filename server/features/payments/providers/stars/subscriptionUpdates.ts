/** Star subscriptions: changes by the person or by Telegram. */
import type { AppContext } from '../../../../app/context.ts';
import type { Tx } from '../../../../db/database.ts';
import { setRenewal } from '../../../plans/service.ts';
import { lockOrder } from '../../settle.ts';

export interface SubscriptionChange {
  botName: string;
  telegramId: number;
  orderId: string;
  state: 'active' | 'canceled' | 'failed';
}

/** Telegram reports that a subscription renews, ends with its period, or could not be charged. */
export async function followSubscription(
  app: AppContext,
  tx: Tx,
  { botName, telegramId, orderId, state }: SubscriptionChange,
): Promise<void> {
  const order = await lockOrder(tx, orderId);
  if (order?.telegram_id === telegramId && order.bot_name === botName && order.renews) {
    const renews = state === 'active';
    await setRenewal(tx, { userId: order.user_id, paymentId: order.id, renews });
    app.live.publish(tx, order.user_id, { type: 'balance' });
  }
}
