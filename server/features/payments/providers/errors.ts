/** Whose fault it is when a provider can't be used. */
import { DomainError } from '../../../core/errors.ts';
import type { PaymentGateways } from './provider.ts';

/**
 * For the catch around a call to a provider. A fault of our own, such as one of the database, never passes
 * for the provider's.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE for what a provider's client throws; else the error itself.
 */
export function throwUnavailable(
  { payments }: { payments: PaymentGateways },
  error: unknown,
): never {
  if (Object.values(payments).some((gateway) => gateway.faultOf(error) !== null)) {
    throw new DomainError('PAYMENT_PROVIDER_UNAVAILABLE', {}, { cause: error });
  }
  throw error;
}
