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
 * Cancelling in Telegram's own sheet leads back to choosing without a word. Only the server's answer
 * leads to `succeeded`, from wherever the client's word has led; the client's "paid" leads to `pending`.
 */
export type Stage =
  | { name: 'choosing' }
  /** `handed`: Telegram says that the money is on its way. */
  | { name: 'pending'; payment: Payment; method: MethodName; handed: boolean }
  | { name: 'succeeded'; payment: Payment; xp: number }
  | { name: 'failed'; payment: Payment; method: MethodName; reason: FailureReason; at: Date };

/** Why an order that is over was not paid, as far as its state tells. */
export function failureOf({ status, provider, cancelReason }: Payment): FailureReason {
  if (status === 'expired') {
    return 'expired';
  }
  if (cancelReason === 'stars_not_taken') {
    return 'noStars';
  }
  return provider === 'stars' || cancelReason === 'by_person' ? 'cancelled' : 'declined';
}

/** The stage that an order from before is at. */
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

/** Whether the money has come: only this ends the watching of an order. */
export function isPaid({ status }: Pick<Payment, 'status'>): boolean {
  return status === 'succeeded' || status === 'refunded';
}
