/** What other features may ask of payments. */

import type { PaymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import { throwUnavailable } from './providers/errors.ts';
import type { Subscription } from './providers/provider.ts';

export { findCharge } from './charges.ts';
export { isCurrencyOffered } from './options.ts';
export { nameBotOfOrders } from './orderChanges.ts';
export { forgetPositions } from './positions.ts';
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
