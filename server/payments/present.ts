import type { Payment as PaymentShape } from '../../shared/schemas/payments.ts';
import type { Payment } from './models.ts';
import { isOpen } from './transition.ts';

/** An order as it crosses the wire. */
export function toPayment(order: Payment): PaymentShape {
  return {
    id: order.id,
    provider: order.provider,
    status: order.status,
    item: order.item,
    coins: order.coins,
    credits: order.credits,
    amount: order.amount,
    currency: order.currency,
    promoCode: order.promoCode,
    payUrl: isOpen(order.status) ? order.payUrl : null,
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
  };
}
