import type { AppContext } from '../../../../app/context.ts';
import { DomainError } from '../../../../core/errors.ts';
import { createYooKassaClient, type YooKassaClient } from './client.ts';
import type { YooKassaConfig } from './config.ts';

/** Opening a payment has a person waiting; a job has time. */
const QUICK = { timeoutMs: 10_000, retryDelaysMs: [300, 1000] };

/** @throws DomainError PAYMENT_METHOD_UNAVAILABLE when YooKassa is not configured (any more). */
export function yooKassaOf(app: AppContext): { client: YooKassaClient; settings: YooKassaConfig } {
  const settings = app.config.payments.yookassa;
  if (!settings) {
    throw new DomainError(
      'PAYMENT_METHOD_UNAVAILABLE',
      {},
      { cause: 'YooKassa is not configured' },
    );
  }
  return { client: createYooKassaClient({ ...settings, ...QUICK }), settings };
}
