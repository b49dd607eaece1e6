/** Whose fault it is when a provider can't be used. */
import { DomainError } from '../../../core/errors.ts';
import type { PaymentGateways } from './provider.ts';

/** Whether a provider says that it refused, or gave no usable answer. */
export function isProvidersFault(
  { payments }: { payments: PaymentGateways },
  error: unknown,
): boolean {
  return Object.values(payments).some((gateway) => gateway.faultOf(error) !== null);
}

/**
 * For the catch around a call to a provider. A fault of our own, such as one of the database, never passes
 * for the provider's.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE for what a provider's client throws; else the error itself.
 */
export function throwUnavailable(app: { payments: PaymentGateways }, error: unknown): never {
  if (isProvidersFault(app, error)) {
    throw new DomainError('PAYMENT_PROVIDER_UNAVAILABLE', {}, { cause: error });
  }
  throw error;
}
