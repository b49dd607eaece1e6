import type { ListedPayment, Payment as PaymentShape } from '../../../shared/schemas/payments.ts';
import type { Payment } from './models.ts';
import type { ChargeRow } from './statements.ts';
import { isOpen } from './transition.ts';

/** An order as it crosses the wire. */
export function toPayment(order: Payment): PaymentShape {
  // Money that came after all makes the reason an old story.
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

/** An order with its own of these charges. */
export function toListed(
  order: Payment,
  charges: readonly Pick<ChargeRow, 'payment_id' | 'amount' | 'status' | 'paid_at'>[],
): ListedPayment {
  const own = charges.filter(({ payment_id }) => payment_id === order.id);
  return {
    ...toPayment(order),
    charges: own.map(({ amount, status, paid_at }) => ({
      amount,
      status,
      paidAt: paid_at.toISOString(),
    })),
  };
}
