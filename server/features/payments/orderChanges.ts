/** Changes of a stored order; `transition` alone decides its next status. */
import { Op } from 'sequelize';
import type { PaidMethod, PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { Tx } from '../../db/database.ts';
import { ago, firstTime, NEVER, NOW } from '../../db/values.ts';
import { Payment } from './models.ts';
import type { OrderRow } from './statements.ts';
import { isOpen } from './transition.ts';

type OrderKey = Pick<OrderRow, 'user_id' | 'id'>;

const keyOf = ({ user_id: userId, id }: OrderKey) => ({ userId, id });

/**
 * The first times of payment and end are kept.
 * @param reason why it was cancelled; without one the stored reason stays.
 */
export async function setStatus(
  tx: Tx,
  order: OrderKey,
  status: PaymentStatus,
  reason?: string,
): Promise<void> {
  const isPaid = status === 'succeeded' || status === 'refunded';
  const values = {
    status,
    paidAt: isPaid ? firstTime('paid_at') : null,
    closedAt: isOpen(status) ? null : firstTime('closed_at'),
    checkoutRequest: null,
    ...(reason === undefined ? {} : { cancelReason: reason }),
  };
  await tx.of(Payment).update(values, { where: keyOf(order) });
}

/** Stores the charge that paid a locked order; the first one is kept. */
export async function markPaid(
  tx: Tx,
  order: OrderRow,
  status: PaymentStatus,
  charge: { chargeId: string; providerPaymentId: string | null; paidAt: Date },
): Promise<void> {
  const values = {
    status,
    providerChargeId: order.provider_charge_id ?? charge.chargeId,
    providerPaymentId: order.provider_payment_id ?? charge.providerPaymentId,
    paidAt: order.paid_at ?? charge.paidAt,
    closedAt: firstTime('closed_at'),
    checkoutRequest: null,
  };
  await tx.of(Payment).update(values, { where: keyOf(order) });
}

/** Stores where a locked order is paid; the first answer is kept. */
export async function setCheckout(
  tx: Tx,
  order: OrderRow,
  session: { url: string; providerPaymentId: string | null },
): Promise<void> {
  const values = {
    payUrl: order.pay_url ?? session.url,
    providerPaymentId: order.provider_payment_id ?? session.providerPaymentId,
    checkoutRequest: null,
  };
  await tx.of(Payment).update(values, { where: keyOf(order) });
}

/** The method by which it was paid in the end. */
export async function setMethod(tx: Tx, order: OrderKey, method: PaidMethod): Promise<void> {
  await tx.of(Payment).update({ method }, { where: keyOf(order) });
}

/**
 * Stores the request to the provider: the first one is kept.
 * @returns null when the order does not wait for a session any more.
 */
export async function fixCheckoutRequest(
  tx: Tx,
  order: OrderKey,
  described: Record<string, unknown>,
): Promise<Record<string, unknown> | null> {
  const payments = tx.of(Payment);
  const waiting = { ...keyOf(order), status: 'created' as const };
  const first = { ...waiting, checkoutRequest: null };
  await payments.update({ checkoutRequest: described }, { where: first });
  const stored = await payments.findOne({ attributes: ['checkoutRequest'], where: waiting });
  return stored?.checkoutRequest ?? null;
}

/** @returns whether the provider may be asked about the order now: limited to once in so many seconds. */
export async function claimCheck(tx: Tx, order: OrderKey, everyS: number): Promise<boolean> {
  const isDue = {
    [Op.or]: [{ checkedAt: null }, { checkedAt: { [Op.lt]: ago({ seconds: everyS }) } }],
  };
  const where = { ...keyOf(order), ...isDue };
  return (await tx.of(Payment).update({ checkedAt: NOW }, { where })) > 0;
}

/** No further event of this payment is expected. */
export async function stopChecking(tx: Tx, order: OrderKey): Promise<void> {
  await tx.of(Payment).update({ checkedAt: NEVER }, { where: keyOf(order) });
}

/** Orders from before bots were identified by their id. */
export async function nameBotOfOrders(tx: Tx, botName: string, telegramId: number): Promise<void> {
  const where = { botName, botTelegramId: null };
  await tx.of(Payment).update({ botTelegramId: telegramId }, { where });
}
