/**
 * The state of a payment, read from YooKassa itself. A notification only says which payment to read; anybody
 * could have sent it.
 */

import type { AppContext } from '../../../../app/context.ts';
import type { Tx } from '../../../../db/database.ts';
import { raiseAlert } from '../../../alerts/service.ts';
import { settleRefundUpTo } from '../../clawback.ts';
import { closeOrder } from '../../closeOrder.ts';
import { setMethod, stopChecking } from '../../orderChanges.ts';
import { isPaymentOf, lockOrder, settleCharge } from '../../settle.ts';
import type { OrderRow } from '../../statements.ts';
import { fromYooKassaAmount } from './amount.ts';
import { methodOf } from './method.ts';
import { yooKassaOf } from './shop.ts';
import type { YooKassaPayment } from './types.ts';

/** Reads an order's own payment. An order without one has nothing to be read. */
export async function checkYooKassa(app: AppContext, order: OrderRow): Promise<void> {
  if (order.provider_payment_id) {
    await settleYooKassa(app, order.provider_payment_id);
  }
}

/**
 * Reads a payment from YooKassa and applies it to the order.
 * @returns the payment; null when YooKassa knows no such payment.
 * @throws YooKassaError when YooKassa does not answer: try again later.
 */
export async function settleYooKassa(
  app: AppContext,
  paymentId: string,
  within?: (tx: Tx, payment: YooKassaPayment | null) => Promise<boolean>,
): Promise<YooKassaPayment | null> {
  const payment = await yooKassaOf(app).client.getPayment(paymentId);
  await app.catalog.read();
  await app.db.transaction(async (tx) => {
    if (within && !(await within(tx, payment))) {
      return;
    }
    if (!payment) {
      await raiseAlert(tx, {
        kind: 'payment_mismatch',
        key: `yookassa:${paymentId}`,
        detail: { reason: 'unknown_payment' },
      });
    } else if (payment.metadata?.order_id !== undefined) {
      await follow(app, tx, payment, payment.metadata.order_id);
    }
    // A payment without our metadata belongs to another product that sells through the same shop.
  });
  return payment;
}

async function follow(app: AppContext, tx: Tx, payment: YooKassaPayment, orderId: string) {
  switch (payment.status) {
    case 'succeeded':
      return await settlePaid(app, tx, payment, orderId);
    case 'canceled':
      return await settleCancelled(app, tx, payment, orderId);
    case 'pending':
    case 'waiting_for_capture':
      return;
  }
}

async function settleCancelled(app: AppContext, tx: Tx, payment: YooKassaPayment, orderId: string) {
  const order = await lockOrder(tx, orderId);
  if (order?.provider !== 'yookassa') {
    return;
  }
  if (!(await isPaymentOf(tx, order, payment.id))) {
    await raiseMismatch(tx, payment, 'other_payment', orderId);
    return;
  }
  const reason = payment.cancellation_details?.reason ?? 'by_provider';
  await closeOrder(app, tx, order, 'cancelled', reason);
  await storeMethod(tx, order, payment);
  await stopChecking(tx, order);
}

async function raiseMismatch(tx: Tx, { id }: YooKassaPayment, reason: string, orderId: string) {
  await raiseAlert(tx, {
    kind: 'payment_mismatch',
    key: `yookassa:${id}`,
    detail: { reason, orderId },
  });
}

async function settlePaid(app: AppContext, tx: Tx, payment: YooKassaPayment, orderId: string) {
  const reason = rejectReason(app, payment);
  if (reason) {
    await raiseMismatch(tx, payment, reason, orderId);
    return;
  }
  const settled = await settleCharge(app, tx, {
    provider: 'yookassa',
    chargeId: payment.id,
    orderId,
    botName: null,
    payerTelegramId: null,
    providerPaymentId: payment.id,
    amount: fromYooKassaAmount(payment.amount),
    currency: payment.amount.currency,
    paidAt: new Date(payment.captured_at ?? payment.created_at),
    expiresAt: null,
    startsSubscription: false,
    mismatchAlert: 'payment_mismatch',
  });
  if (settled.outcome === 'credited') {
    await storeMethod(tx, settled.order, payment);
  }
  if (settled.outcome !== 'mismatch') {
    await settlePaymentRefund(app, tx, payment);
  }
}

/** The person may have paid in another way than they had chosen in the app. */
async function storeMethod(tx: Tx, order: OrderRow, { payment_method }: YooKassaPayment) {
  if (payment_method) {
    await setMethod(tx, order, methodOf(payment_method.type));
  }
}

/** Coins are clawed back with the money; a partial refund that nobody here has requested raises an alert. */
async function settlePaymentRefund(
  app: AppContext,
  tx: Tx,
  payment: YooKassaPayment,
): Promise<void> {
  const sum = payment.refunded_amount;
  const returned = sum ? fromYooKassaAmount(sum) : 0;
  if (!sum || returned === 0) {
    return;
  }
  if (sum.currency !== payment.amount.currency) {
    await raiseAlert(tx, {
      kind: 'payment_mismatch',
      key: `yookassa:${payment.id}`,
      detail: { reason: 'refund_in_other_currency', returned: sum },
    });
    return;
  }
  const charge = { provider: 'yookassa' as const, chargeId: payment.id };
  const part = await settleRefundUpTo(app, tx, { ...charge, upTo: returned });
  if (part && !part.asked && returned < fromYooKassaAmount(payment.amount)) {
    const { coins, missing } = part;
    await raiseAlert(tx, {
      kind: 'partial_refund',
      key: `yookassa:${payment.id}:${returned}`,
      detail: { returned, currency: payment.amount.currency, coins, missing },
    });
  }
}

/** Why a succeeded payment must not be credited, whatever order it names; null when it may. */
function rejectReason(app: AppContext, payment: YooKassaPayment): string | null {
  const { settings } = yooKassaOf(app);
  if (!payment.paid) {
    return 'not_paid';
  }
  if (payment.recipient && payment.recipient.account_id !== settings.shopId) {
    return 'other_shop';
  }
  const kind = /^(test|live)_/.exec(settings.secretKey)?.[1];
  return kind !== undefined && payment.test !== (kind === 'test') ? 'test_payment' : null;
}
