import { setTimeout as sleep } from 'node:timers/promises';
import type { AppContext } from '../../app/context.ts';
import { isProvidersFault } from './providers/errors.ts';
import type { OrderRow } from './statements.ts';

/** How long a person waits for the provider's answer, milliseconds. */
const CHECK_PATIENCE_MS = 2000;

/**
 * Asks the provider about an order and waits a moment for the answer. A later answer is still applied, and
 * published as a live event. A provider that refuses or can't be reached is only logged.
 * @returns whether the provider has answered.
 * @throws faults of our own, such as the database's.
 */
export async function checkInTime(app: AppContext, order: OrderRow): Promise<boolean> {
  const asking = app.payments[order.provider].check(order).then(
    () => true,
    (error: unknown) => {
      if (!isProvidersFault(app, error)) {
        throw error;
      }
      app.log.warn({ err: error, paymentId: order.id }, 'the provider could not be asked');
      return true;
    },
  );
  const patience = new AbortController();
  const waiting = sleep(CHECK_PATIENCE_MS, false, { signal: patience.signal }).catch(() => false);
  let isWaitedFor = true;
  asking.catch((err: unknown) => {
    if (!isWaitedFor) {
      app.log.error({ err, paymentId: order.id }, 'the answer about a payment was not followed');
    }
  });
  try {
    return await Promise.race([asking, waiting]);
  } finally {
    isWaitedFor = false;
    patience.abort();
  }
}
