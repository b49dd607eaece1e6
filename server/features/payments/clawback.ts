/**
 * The provider has refunded money: what the charge had credited is clawed back. Coins in proportion, rounded
 * down in the person's favour, the last part taking the rest (decision 0047); plan, invite and subscription
 * end with the whole charge.
 */
import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { NOW } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { resolveAlert } from '../alerts/service.ts';
import { notify } from '../notifications/service.ts';
import { closeRefundRequests } from '../support/service.ts';
import { type ChargeKey, findCharge } from './charges.ts';
import { clawBackEffects } from './fulfilOrder.ts';
import { PaymentCharge, PaymentRefund } from './models.ts';
import { setStatus } from './orderChanges.ts';
import { lockOrder } from './settle.ts';
import type { OrderRow } from './statements.ts';
import { transition } from './transition.ts';

/** The order first, then the charge as it stands under that lock. */
export async function lockCharge(tx: Tx, key: ChargeKey) {
  const known = await findCharge(tx, key);
  const order = known && (await lockOrder(tx, known.paymentId));
  if (!order) {
    return { charge: null, order: null };
  }
  return { charge: await findCharge(tx, key), order };
}

export const refundAlertOf = ({ provider, chargeId }: ChargeKey) => ({
  kind: 'refund_failed' as const,
  key: `${provider}:${chargeId}`,
});

/** Hundredths of a coin that go with a part of a charge's money: all of them with all of it. */
export function coinsUpTo(
  { amount, coins }: Pick<PaymentCharge, 'amount' | 'coins'>,
  upTo: number,
): number {
  return upTo >= amount ? coins : Number((BigInt(coins) * BigInt(upTo)) / BigInt(amount));
}

interface RefundedTotal extends ChargeKey {
  /** The total that the provider has refunded of the charge, in the currency's smallest unit. */
  upTo: number;
  refundedAt?: Date;
}

/** What was clawed back with a part. */
export interface Clawback {
  /** The refund was requested here. */
  asked: boolean;
  coins: number;
  /** Of those, what had been spent already. */
  missing: number;
}

/**
 * The whole charge was refunded.
 * @returns false when the charge is unknown or was settled before.
 */
export async function settleRefund(
  app: AppContext,
  tx: Tx,
  key: ChargeKey & { refundedAt?: Date },
): Promise<boolean> {
  const charge = await findCharge(tx, key);
  return (
    charge !== null && (await settleRefundUpTo(app, tx, { ...key, upTo: charge.amount })) !== null
  );
}

/**
 * Claws back what goes with the refunded money, as far as it is still there. A repeated or older report
 * changes nothing.
 * @returns null when nothing is new, or the charge is unknown.
 */
export async function settleRefundUpTo(
  app: AppContext,
  tx: Tx,
  key: RefundedTotal,
): Promise<Clawback | null> {
  const { charge, order } = await lockCharge(tx, key);
  if (!charge) {
    return null;
  }
  // No more can be refunded than was paid.
  const upTo = Math.min(key.upTo, charge.amount);
  if (upTo <= charge.refundedAmount) {
    return null;
  }
  const { provider, chargeId } = key;
  const isWhole = upTo === charge.amount;
  const asked = charge.status === 'refunding';
  const amount = upTo - charge.refundedAmount;
  const coins = coinsUpTo(charge, upTo) - coinsUpTo(charge, charge.refundedAmount);
  const refundedAt = key.refundedAt ?? NOW;
  const isOver = isWhole || (asked && upTo >= (charge.refundTarget ?? charge.amount));
  const part = {
    userId: charge.userId,
    provider,
    chargeId,
    upTo,
    amount,
    coins,
    asked,
    refundedAt,
  };
  await tx.of(PaymentRefund).create({ ...part, currency: charge.currency });
  await tx.of(PaymentCharge).save(charge, {
    refundedAmount: upTo,
    ...(isOver ? { status: isWhole ? 'refunded' : 'credited', refundTarget: null } : {}),
    ...(isWhole ? { refundedAt } : {}),
  });
  if (isOver) {
    await resolveAlert(tx, { ...refundAlertOf(key), detail: { outcome: 'refunded' } });
  }
  const step = isWhole ? { provider, chargeId } : { provider, chargeId, upTo };
  const missing = coins > 0 ? await clawBackCoins(tx, order, coins, step) : 0;
  const status = isWhole ? await settleWhole(app, tx, order, charge) : order.status;
  await notify(app, tx, {
    userId: order.user_id,
    botName: order.bot_name,
    key: isWhole ? `${provider}:${chargeId}` : `${provider}:${chargeId}:${upTo}`,
    message: { kind: 'payment_refunded', coins, missing, amount, currency: charge.currency },
  });
  const { id } = order;
  app.live.publish(tx, order.user_id, { type: 'payment', id, status, coins: order.coins });
  app.live.publish(tx, order.user_id, { type: 'balance' });
  return { asked, coins, missing };
}

/**
 * Claws coins back as far as they are there.
 * @returns how many were missing.
 */
async function clawBackCoins(
  tx: Tx,
  { user_id: userId, bot_name: botName }: OrderRow,
  amount: number,
  step: ChargeKey & { upTo?: number },
): Promise<number> {
  const movement = { kind: 'topup_reversal' as const, userId, botName, actor: 'system', amount };
  return (await ledger.clawBack(tx, { ...movement, ...step })).missing;
}

/**
 * Nothing of the charge is kept.
 * @returns the order's new status.
 */
async function settleWhole(app: AppContext, tx: Tx, order: OrderRow, charge: PaymentCharge) {
  await clawBackEffects(app, tx, order, charge);
  if (order.renews && order.provider_charge_id) {
    const { bot_name: botName, telegram_id: telegramId, provider_charge_id: first } = order;
    const subscription = { botName, telegramId, chargeId: first };
    await app.payments[order.provider].endSubscriptionSoon(tx, subscription);
  }
  const notRefunded = {
    userId: order.user_id,
    paymentId: order.id,
    status: { [Op.ne]: 'refunded' },
  };
  const remaining = await tx.of(PaymentCharge).count({ where: notRefunded as never });
  const status = remaining === 0 ? transition(order.status, 'refunded') : order.status;
  if (status !== order.status) {
    await setStatus(tx, order, status);
  }
  await closeRefundRequests(app, tx, {
    userId: order.user_id,
    paymentId: order.id,
    outcome: 'refunded',
  });
  return status;
}
