import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { listOtherSubscriptions } from '../plans/lookup.ts';
import { setRenewal } from '../plans/service.ts';
import { type OrderRow, readOrder } from './statements.ts';

/**
 * A new subscription replaces earlier ones: a cancelled one could be resumed in Telegram's settings, and two
 * that were paid at the same moment would both renew.
 */
export async function endReplaced(
  app: AppContext,
  tx: Tx,
  order: Pick<OrderRow, 'id' | 'user_id' | 'telegram_id'>,
): Promise<void> {
  const { id, user_id: userId, telegram_id: telegramId } = order;
  await ledger.lockBalances(tx, userId);
  for (const { paymentId, chargeId } of await listOtherSubscriptions(tx, userId, id)) {
    await setRenewal(tx, { userId, paymentId, renews: false });
    const [replaced] = await tx.query(readOrder, [paymentId]);
    if (replaced) {
      const { provider, bot_name: botName } = replaced;
      await app.payments[provider].endSubscriptionSoon(tx, { botName, telegramId, chargeId });
    }
  }
}
