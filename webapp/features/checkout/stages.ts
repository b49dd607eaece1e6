import type { Payment, Purchase } from '../../../shared/schemas/payments.ts';
import { type MethodName, offeredMethodOf, type PayMethod } from '../../domain/coins/methods.ts';

/** What the person decided to pay for, and how. */
export interface Order {
  item: Purchase;
  method: PayMethod;
  promoCode?: string | undefined;
}

export type FailureReason = 'declined' | 'noStars' | 'cancelled' | 'expired';

/**
 * choosing -> (order placed, invoice or page opened) -> pending -> succeeded | failed.
 * Cancelling in Telegram's own sheet leads back to choosing without a message. Only the server's answer
 * leads to `succeeded`, from any stage; "paid" reported by the client leads to `pending`.
 */
export type Stage =
  | { name: 'choosing' }
  /** `handed`: Telegram reports that the person has paid or is paying. */
  | { name: 'pending'; payment: Payment; method: MethodName; handed: boolean }
  | { name: 'succeeded'; payment: Payment; xp: number }
  | { name: 'failed'; payment: Payment; method: MethodName; reason: FailureReason; at: Date };

/** Why a closed order was not paid, derived from its state. */
export function failureOf({ status, provider, cancelReason }: Payment): FailureReason {
  if (status === 'expired') {
    return 'expired';
  }
  if (cancelReason === 'stars_not_taken') {
    return 'noStars';
  }
  return provider === 'stars' || cancelReason === 'by_person' ? 'cancelled' : 'declined';
}

/** The stage of an order that was placed earlier. */
export function stageOf(payment: Payment): Stage {
  const method = offeredMethodOf(payment);
  switch (payment.status) {
    case 'created':
    case 'pending':
      return { name: 'pending', payment, method, handed: false };
    case 'succeeded':
    case 'refunded':
      return { name: 'succeeded', payment, xp: 0 };
    case 'cancelled':
    case 'expired': {
      const at = new Date(payment.closedAt ?? payment.expiresAt);
      return { name: 'failed', payment, method, reason: failureOf(payment), at };
    }
  }
}

/** Whether the money has arrived: only then an order is not watched any more. */
export function isPaid({ status }: Pick<Payment, 'status'>): boolean {
  return status === 'succeeded' || status === 'refunded';
}
