import type { OwnCancelReason } from '../../../shared/cancelReasons.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { releaseDiscount } from './fulfilOrder.ts';
import { setStatus } from './orderChanges.ts';
import type { OrderRow } from './statements.ts';
import { isOpen, transition } from './transition.ts';

/**
 * Closes a locked order that nobody has paid, and releases its discount hold.
 * @param reason ours, or the provider's.
 */
export async function closeOrder(
  app: AppContext,
  tx: Tx,
  order: OrderRow,
  event: 'cancelled' | 'expired',
  reason: OwnCancelReason | (string & {}),
): Promise<void> {
  if (!isOpen(order.status)) {
    return;
  }
  const status = transition(order.status, event);
  await setStatus(tx, order, status, reason);
  await releaseDiscount(tx, order);
  app.live.publish(tx, order.user_id, {
    type: 'payment',
    id: order.id,
    status,
    coins: order.coins,
  });
}
