/** Events of an order besides what its own row says; for the team to read. */
import type { Tx } from '../../db/database.ts';
import { Payment, PaymentEvent } from './models.ts';
import { isOrderId } from './settle.ts';

/** @param detail nothing secret. An order that does not exist has no events. */
export async function recordPaymentEvent(
  tx: Tx,
  orderId: string,
  kind: PaymentEvent['kind'],
  detail: Record<string, unknown>,
): Promise<void> {
  const order = isOrderId(orderId)
    ? await tx.of(Payment).findOne({ attributes: ['userId', 'id'], where: { id: orderId } })
    : null;
  if (order) {
    await tx.of(PaymentEvent).create({ userId: order.userId, paymentId: order.id, kind, detail });
  }
}
