/** Whether a failed call is the provider's fault or ours. */
import { DomainError } from '../../../core/errors.ts';
import type { PaymentGateways } from './provider.ts';

/** Whether the error says that the provider refused, or gave no usable answer. */
export function isProvidersFault(
  { payments }: { payments: PaymentGateways },
  error: unknown,
): boolean {
  return Object.values(payments).some((gateway) => gateway.faultOf(error) !== null);
}

/**
 * For the catch around a call to a provider. A fault of our own, such as a database error, is never treated
 * as the provider's.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE for errors of a provider's client; else the error itself.
 */
export function throwUnavailable(app: { payments: PaymentGateways }, error: unknown): never {
  if (isProvidersFault(app, error)) {
    throw new DomainError('PAYMENT_PROVIDER_UNAVAILABLE', {}, { cause: error });
  }
  throw error;
}
