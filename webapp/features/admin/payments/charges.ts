import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';

export type Charge = AdminPayment['charges'][number];

/** The charges of an order that can still be refunded, the last one first. */
export function refundable({ charges }: AdminPayment): Charge[] {
  return charges.filter(({ status }) => status === 'credited').reverse();
}

/** How often a list with such a charge is refetched, ms. */
export const REFUND_POLL_MS = 3000;

/** Whether a charge is being refunded. */
export function isRefunding({ charges }: AdminPayment): boolean {
  return charges.some(({ status }) => status === 'refunding');
}
