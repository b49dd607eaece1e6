/**
 * The one way by which money becomes coins. Every source (an update, a notification, the reconciliation, a
 * person's "check") calls it with what the provider itself has said, and a charge is credited once whatever
 * is repeated, late or out of order: its row is the proof.
 */
import type { AlertKind } from '../../../shared/closedSets.ts';
import type { Currency, PaymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { raiseAlert } from '../alerts/service.ts';
import { findPlan } from '../catalog/lookup.ts';
import { notify } from '../notifications/service.ts';
import { findCharge } from './charges.ts';
import { closeWithoutDiscount, settleDiscount } from './discount.ts';
import { fulfilOrder } from './fulfilOrder.ts';
import { Payment, PaymentCharge } from './models.ts';
import { markPaid } from './orderChanges.ts';
import type { OrderRow } from './statements.ts';
import * as statements from './statements.ts';
import { transition } from './transition.ts';

/** A charge, as reported by the provider. */
export interface ReportedCharge {
  provider: PaymentProvider;
  chargeId: string;
  /** The invoice's payload; ours are ids of orders. */
  orderId: string;
  /** Null where the provider does not know it. */
  botName: string | null;
  payerTelegramId: number | null;
  /** The provider's id of the payment, where one exists before the money comes; else null. */
  providerPaymentId: string | null;
  amount: number;
  currency: string;
  paidAt: Date;
  /** Until when a subscription is paid. */
  expiresAt: Date | null;
  /** The first charge of a subscription. */
  startsSubscription: boolean;
}

/** Why a charge matches no order. */
export type Mismatch =
  | 'unknown_order'
  | 'other_provider'
  | 'other_bot'
  | 'account_deleted'
  | 'other_payer'
  | 'other_payment'
  | 'other_currency'
  | 'other_amount';

export type Settled =
  | { outcome: 'credited'; order: OrderRow }
  | { outcome: 'duplicate' }
  | { outcome: 'mismatch'; reason: Mismatch; isNew: boolean };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isOrderId(text: string): boolean {
  return UUID.test(text);
}

/** Locks the order that a payload names; null when there is none. */
export async function lockOrder(tx: Tx, orderId: string): Promise<OrderRow | null> {
  if (!isOrderId(orderId)) {
    return null;
  }
  const [order] = await tx.query(statements.lockOrder, [orderId]);
  return order ?? null;
}

/** A deleted account keeps its number, negative, in the place of the person's Telegram id. */
const isErased = ({ telegram_id }: OrderRow) => telegram_id < 0;

/** Which part of a charge does not match its order; null when all does. */
export function mismatchOf(
  order: OrderRow | null,
  facts: Pick<ReportedCharge, 'provider' | 'botName' | 'payerTelegramId' | 'amount' | 'currency'>,
): Mismatch | null {
  if (!order) {
    return 'unknown_order';
  }
  if (order.provider !== facts.provider) {
    return 'other_provider';
  }
  if (facts.botName !== null && order.bot_name !== facts.botName) {
    return 'other_bot';
  }
  if (isErased(order)) {
    return 'account_deleted';
  }
  if (facts.payerTelegramId !== null && order.telegram_id !== facts.payerTelegramId) {
    return 'other_payer';
  }
  if (order.currency !== facts.currency) {
    return 'other_currency';
  }
  return order.amount === facts.amount ? null : 'other_amount';
}

/**
 * Whether a provider's payment is the one that was created for this order. An order whose creation is
 * not answered yet has no payment id: then no other order may have this one.
 */
export async function isPaymentOf(
  tx: Tx,
  order: OrderRow,
  providerPaymentId: string,
): Promise<boolean> {
  if (order.provider_payment_id !== null) {
    return order.provider_payment_id === providerPaymentId;
  }
  const { provider } = order;
  const owner = await tx
    .of(Payment)
    .findOne({ attributes: ['id'], where: { provider, providerPaymentId } });
  return owner === null;
}

async function mismatchOfCharge(
  tx: Tx,
  order: OrderRow | null,
  facts: ReportedCharge,
): Promise<Mismatch | null> {
  const mismatch = mismatchOf(order, facts);
  if (mismatch || !order || facts.providerPaymentId === null) {
    return mismatch;
  }
  return (await isPaymentOf(tx, order, facts.providerPaymentId)) ? null : 'other_payment';
}

/**
 * Credits a charge. A mismatch credits nothing: it raises an alert, once, and the caller decides what happens
 * to the money.
 */
export async function settleCharge(
  app: AppContext,
  tx: Tx,
  { mismatchAlert, ...facts }: ReportedCharge & { mismatchAlert: AlertKind },
): Promise<Settled> {
  const order = await lockOrder(tx, facts.orderId);
  const reason = await mismatchOfCharge(tx, order, facts);
  if (reason === 'account_deleted') {
    // Money that was credited before the account was deleted is not an unmatched charge.
    if (await findCharge(tx, facts)) {
      return { outcome: 'duplicate' };
    }
  }
  if (!order || reason) {
    const isNew = await raiseAlert(tx, {
      kind: mismatchAlert,
      key: `${facts.provider}:${facts.chargeId}`,
      detail: { ...facts, reason: reason ?? 'unknown_order' },
    });
    return { outcome: 'mismatch', reason: reason ?? 'unknown_order', isNew };
  }
  return (await credit(app, tx, order, facts))
    ? { outcome: 'credited', order }
    : { outcome: 'duplicate' };
}

async function credit(
  app: AppContext,
  tx: Tx,
  order: OrderRow,
  facts: ReportedCharge,
): Promise<boolean> {
  const plan = order.plan_code === null ? null : await findPlan(tx, order.plan_code);
  // Seen for the first time, or not; a parallel copy waits here for the commit.
  const charge = await tx.of(PaymentCharge).createUnlessExists({
    provider: facts.provider,
    chargeId: facts.chargeId,
    userId: order.user_id,
    paymentId: order.id,
    amount: facts.amount,
    currency: order.currency,
    coins: order.coins,
    credits: order.credits,
    planDays: plan?.days ?? null,
    recurring: order.renews,
    paidAt: facts.paidAt,
  });
  if (charge === null) {
    return false;
  }
  // An order has been charged before exactly when it has been paid.
  const isRepeated = order.status === 'succeeded' || order.status === 'refunded';
  const { provider, chargeId } = facts;
  const discount = await settleDiscount(tx, order, { provider, chargeId, isRepeated });
  const { coins } = discount;
  const status = transition(order.status, 'paid');
  await markPaid(tx, order, status, facts);
  const actor = payerOf(order);
  if (coins > 0) {
    await ledger.post(tx, {
      kind: 'topup',
      userId: order.user_id,
      botName: order.bot_name,
      actor: actorName(actor),
      amount: coins,
      provider: facts.provider,
      chargeId: facts.chargeId,
      eventAt: facts.paidAt,
    });
  }
  const { expiresAt, startsSubscription } = facts;
  await fulfilOrder(app, tx, actor, order, { chargeId, coins, expiresAt, isRepeated });
  if (coins > 0) {
    await closeWithoutDiscount(app, tx, order, true);
  }
  if (isRepeated && startsSubscription) {
    // The same subscription bought twice: both payments count, but only one renews.
    const { bot_name: botName, telegram_id: telegramId } = order;
    const subscription = { botName, telegramId, chargeId };
    await app.payments[provider].endSubscriptionSoon(tx, subscription);
  }
  await notify(app, tx, {
    userId: order.user_id,
    botName: order.bot_name,
    key: `${facts.provider}:${facts.chargeId}`,
    message: {
      kind: 'payment_settled',
      coins,
      discountLost: discount.isLost,
      credits: order.credits,
      plan: order.plan_code,
      amount: facts.amount,
      currency: order.currency satisfies Currency,
    },
  });
  app.live.publish(tx, order.user_id, {
    type: 'payment',
    id: order.id,
    status,
    coins,
  });
  app.live.publish(tx, order.user_id, { type: 'balance' });
  return true;
}

/** The person who placed the order, acting in the bot where they did. */
function payerOf(order: OrderRow): Actor {
  return {
    userId: order.user_id,
    telegramId: order.telegram_id,
    role: 'user',
    botName: order.bot_name,
  };
}
