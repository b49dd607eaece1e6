/** Whose fault it is when a provider can't be used. */
import { GrammyError, HttpError } from 'grammy';
import { DomainError } from '../../../core/errors.ts';
import { YooKassaError } from './yookassa/errors.ts';

/** Whether a provider's client says that the provider refused, or could not be reached or understood. */
function isProviderError(error: unknown): boolean {
  return [GrammyError, HttpError, YooKassaError].some((kind) => error instanceof kind);
}

/**
 * For the catch around a call to a provider. A fault of our own, such as one of the database, never passes
 * for the provider's.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE for what a provider's client throws; else the error itself.
 */
export function throwUnavailable(error: unknown): never {
  if (isProviderError(error)) {
    throw new DomainError('PAYMENT_PROVIDER_UNAVAILABLE', {}, { cause: error });
  }
  throw error;
}
