/**
 * The states of an order, as a table. Nothing else decides an order's next status.  - Money always wins:
 * whatever the order's status, being paid makes it `succeeded`. - `refunded` means that the last of its
 * charges has been refunded; being paid again ends that. - Events that are late, repeated or out of order
 * have no effect.
 */
import type { PaymentStatus } from '../../../shared/schemas/payments.ts';

export const paymentEvents = [
  /** The provider has opened a checkout session. */
  'opened',
  /** The provider has the money. */
  'paid',
  /** The last charge was refunded. */
  'refunded',
  /** The person cancelled, or the provider refused. */
  'cancelled',
  /** Nobody paid in time. */
  'expired',
] as const;
export type PaymentEvent = (typeof paymentEvents)[number];

const table: Record<PaymentStatus, Partial<Record<PaymentEvent, PaymentStatus>>> = {
  created: {
    opened: 'pending',
    paid: 'succeeded',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  pending: { paid: 'succeeded', cancelled: 'cancelled', expired: 'expired' },
  succeeded: { refunded: 'refunded' },
  refunded: { paid: 'succeeded' },
  cancelled: { paid: 'succeeded' },
  expired: { paid: 'succeeded' },
};

/** The status after the event; the same status when the event has no effect any more. */
export function transition(status: PaymentStatus, event: PaymentEvent): PaymentStatus {
  return table[status][event] ?? status;
}

/** Whether an order still waits for its money. */
export function isOpen(status: PaymentStatus): boolean {
  return transition(status, 'expired') === 'expired' && status !== 'expired';
}
