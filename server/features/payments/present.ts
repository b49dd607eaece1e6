import type { ListedPayment, Payment as PaymentShape } from '../../../shared/schemas/payments.ts';
import type { Payment, PaymentCharge } from './models.ts';
import { isOpen } from './transition.ts';

/** An order as it is sent to the client. */
export function toPayment(order: Payment): PaymentShape {
  // Once the money has come, the earlier reason is obsolete.
  const isUnpaid = order.status === 'cancelled' || order.status === 'expired';
  return {
    id: order.id,
    provider: order.provider,
    method: order.method,
    status: order.status,
    item: order.item,
    coins: order.coins,
    credits: order.credits,
    amount: order.amount,
    currency: order.currency,
    promoCode: order.promoCode,
    discountLost: order.lostPromoId !== null,
    payUrl: isOpen(order.status) ? order.payUrl : null,
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    closedAt: isUnpaid ? (order.closedAt?.toISOString() ?? null) : null,
    checking: false,
    cancelReason: isUnpaid ? order.cancelReason : null,
  };
}

/** An order with those of these charges that belong to it. */
export function toListed(order: Payment, charges: readonly PaymentCharge[]): ListedPayment {
  const own = charges.filter(({ paymentId }) => paymentId === order.id);
  return {
    ...toPayment(order),
    charges: own.map(({ amount, status, paidAt }) => ({
      amount,
      status,
      paidAt: paidAt.toISOString(),
    })),
  };
}
