/** What other features use of payments. */

import type { PaymentProvider, PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { throwUnavailable } from './providers/errors.ts';
import type { Subscription } from './providers/provider.ts';
import { readOrder } from './statements.ts';

export { findCharge } from './charges.ts';
export { coinsUpTo } from './clawback.ts';
export { isCurrencyOffered } from './options.ts';
export { nameBotOfOrders } from './orderChanges.ts';
export { listPayments } from './orders.ts';
export { deletePositions } from './positions.ts';
export { requestReconcile } from './reconcile.ts';
export { beginRefund } from './refunds.ts';

/**
 * Lets a subscription end with its period. Network: call it outside a transaction.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE
 */
export async function endSubscription(
  app: AppContext,
  { provider, ...subscription }: Subscription & { provider: PaymentProvider },
): Promise<void> {
  await app.payments[provider]
    .endSubscription(subscription)
    .catch((error: unknown) => throwUnavailable(app, error));
}

/**
 * Asks the provider of an order now, and applies its answer. Network: call it outside a transaction.
 * @returns the order's status before.
 * @throws DomainError NOT_FOUND, PAYMENT_PROVIDER_UNAVAILABLE
 */
export async function askProvider(app: AppContext, paymentId: string): Promise<PaymentStatus> {
  const [order] = await app.db.query(readOrder, [paymentId]);
  if (!order) {
    throw new DomainError('NOT_FOUND');
  }
  await app.payments[order.provider]
    .check(order)
    .catch((error: unknown) => throwUnavailable(app, error));
  return order.status;
}
