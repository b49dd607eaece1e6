/** Creates checkout sessions at the provider, with the same request however often it is sent. */
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { raiseAlert } from '../alerts/service.ts';
import { closeOrder } from './closeOrder.ts';
import { fixCheckoutRequest, setCheckout, setStatus } from './orderChanges.ts';
import { throwUnavailable } from './providers/errors.ts';
import {
  CheckoutRefusedError,
  type CheckoutSession,
  type StoredRequest,
} from './providers/provider.ts';
import { isPaymentOf, lockOrder } from './settle.ts';
import type { OrderRow } from './statements.ts';
import { transition } from './transition.ts';

/** How long a person waits for the provider, all attempts together; the same request goes on later. */
const MAX_CHECKOUT_MS = 12_000;

/**
 * Opens an order that waits for its checkout session. Network: call it outside a transaction.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE (the order stays, the same request is retried),
 * PAYMENT_REFUSED (the order is closed), OVERLOADED.
 */
export async function openCheckout(app: AppContext, order: OrderRow): Promise<void> {
  const request = await fixRequest(app, order);
  if (request === null) {
    return;
  }
  const session = await createCheckout(app, order, request);
  const isStored = await app.db.transaction(async (tx) => {
    const current = await lockOrder(tx, order.id);
    if (!current) {
      throw new Error('the order is gone');
    }
    const { providerPaymentId } = session;
    if (providerPaymentId !== null && !(await isPaymentOf(tx, current, providerPaymentId))) {
      await raiseAlert(tx, {
        kind: 'payment_mismatch',
        key: `${order.provider}:${providerPaymentId}`,
        detail: { reason: 'other_payment', orderId: current.id },
      });
      return false;
    }
    await setCheckout(tx, current, session);
    const status = transition(current.status, 'opened');
    if (status !== current.status) {
      await setStatus(tx, current, status);
    }
    return true;
  });
  if (!isStored) {
    throw new DomainError('PAYMENT_PROVIDER_UNAVAILABLE');
  }
}

/**
 * The request, stored before it is sent for the first time; a parallel call gets the same.
 * @returns null when the order has been opened or closed meanwhile.
 */
async function fixRequest(app: AppContext, order: OrderRow): Promise<StoredRequest | null> {
  const described =
    order.checkout_request ?? (await app.payments[order.provider].describeCheckout(order));
  return await app.db.transaction((tx) => fixCheckoutRequest(tx, order, described));
}

async function createCheckout(
  app: AppContext,
  order: OrderRow,
  request: StoredRequest,
): Promise<CheckoutSession> {
  const signal = AbortSignal.timeout(MAX_CHECKOUT_MS);
  try {
    return await app.payments[order.provider].createCheckout(order, request, signal);
  } catch (cause) {
    app.log.warn({ err: cause, paymentId: order.id }, 'the provider opened no checkout session');
    if (cause === signal.reason) {
      throw new DomainError('PAYMENT_PROVIDER_UNAVAILABLE', {}, { cause });
    }
    if (!(cause instanceof CheckoutRefusedError)) {
      return throwUnavailable(app, cause);
    }
    await refuse(app, order, cause);
    throw new DomainError('PAYMENT_REFUSED', {}, { cause });
  }
}

/** Closes an order that the provider refuses permanently, and raises an alert once per reason. */
async function refuse(
  app: AppContext,
  { id, provider }: OrderRow,
  { what }: CheckoutRefusedError,
): Promise<void> {
  await app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, id);
    if (order) {
      await closeOrder(app, tx, order, 'cancelled', 'refused_by_provider');
    }
    await raiseAlert(tx, {
      kind: 'checkout_refused',
      // The provider's message, which may repeat what was sent.
      key: `${provider}:${app.redactor.text(what)}`,
      detail: { orderId: id },
      again: true,
    });
  });
}
