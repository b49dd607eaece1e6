/** Orders: placing, reading, cancelling. Only `settle.ts` marks one as paid. */

import { Op } from 'sequelize';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { methodsOf } from '../../../shared/closedSets.ts';
import type {
  Payment as PaymentShape,
  paymentCancelInput,
  paymentCreateInput,
  paymentGetInput,
  paymentListInput,
} from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { assertSameInput, claimRequest, hashInput } from '../../db/requests.ts';
import { fromNow } from '../../db/values.ts';
import { hasRunningSubscription } from '../plans/lookup.ts';
import { assertKnown, reserveDiscount } from '../promo/service.ts';
import { checkInTime } from './check.ts';
import { closeOrder } from './closeOrder.ts';
import { closeWithoutDiscount } from './discount.ts';
import { Payment, PaymentCharge } from './models.ts';
import { openCheckout } from './openCheckout.ts';
import { claimCheck } from './orderChanges.ts';
import { toListed, toPayment } from './present.ts';
import { discounted, type Price, priceOf } from './price.ts';
import { lockOrder } from './settle.ts';
import { readOrder } from './statements.ts';

type CreateInput = z.infer<typeof paymentCreateInput>;

/** How long an order waits for payment. */
const ORDER_LIFETIME_S = 60 * 60;
/** The provider is asked about one order at most once in this many seconds. */
const CHECK_EVERY_S = 2;

/**
 * Places an order and creates its checkout session. The order is stored first: whatever happens then, it is
 * there when the money comes, and the same request continues where this one stopped.
 * @throws DomainError PAYMENT_METHOD_UNAVAILABLE, NOT_FOUND, AMOUNT_OUT_OF_RANGE, PLAN_ALREADY_ACTIVE,
 * IDEMPOTENCY_CONFLICT, those of the promo code, PAYMENT_PROVIDER_UNAVAILABLE (the order stays),
 * PAYMENT_REFUSED (the order is closed; the same request is refused again).
 */
export async function createPayment(
  app: AppContext,
  actor: Actor,
  input: CreateInput,
): Promise<PaymentShape> {
  const orderId = await placeOrder(app, actor, input);
  const [order] = await app.db.query(readOrder, [orderId]);
  if (order?.status === 'created' && !order.expired) {
    await openCheckout(app, order);
  }
  const payment = await readPayment(app, actor.userId, orderId);
  if (payment.cancelReason === 'refused_by_provider') {
    throw new DomainError('PAYMENT_REFUSED');
  }
  return payment;
}

/** @returns the id of the request's order, new or from before. */
async function placeOrder(app: AppContext, actor: Actor, input: CreateInput): Promise<string> {
  const { requestId, ...wanted } = input;
  const catalog = await app.catalog.read();
  if (input.promoCode !== undefined) {
    await assertKnown(app, actor, input.promoCode);
  }
  return await app.db.transaction(async (tx) => {
    const isNew = await claimRequest(tx, actor.userId, requestId, 'payments.create', wanted);
    const earlier = isNew ? null : await findByRequest(tx, actor, input);
    if (earlier) {
      return earlier;
    }
    const gateway = app.payments[input.provider];
    if (!gateway.isOffered(actor.botName, catalog.settings)) {
      throw new DomainError('PAYMENT_METHOD_UNAVAILABLE');
    }
    const price = priceOf(input.item, gateway, catalog);
    await assertMayBuy(tx, actor, price, input);
    const id = newId();
    const order = await tx.of(Payment).createUnlessExists({
      userId: actor.userId,
      id,
      requestId,
      requestHash: hashInput(wanted),
      botName: actor.botName,
      botTelegramId: app.bots.find(actor.botName)?.telegramId ?? null,
      provider: input.provider,
      method: input.method ?? methodsOf[input.provider][0],
      item: input.item,
      planCode: price.plan?.code ?? null,
      coins: price.coins,
      credits: price.credits,
      fullAmount: price.fullAmount,
      amount: price.fullAmount,
      currency: price.currency,
      renews: price.renews,
      expiresAt: fromNow({ seconds: ORDER_LIFETIME_S }),
      receiptEmail: gateway.receiptEmail(input.email ?? null),
    });
    if (order === null) {
      const stored = await findByRequest(tx, actor, input);
      if (!stored) {
        throw new Error('an order was neither stored nor found');
      }
      return stored;
    }
    await applyDiscount(app, tx, actor, id, price, input);
    return id;
  });
}

async function findByRequest(
  tx: Tx,
  actor: Actor,
  { requestId, ...wanted }: CreateInput,
): Promise<string | null> {
  const earlier = await tx.of(Payment).findOne({
    attributes: ['id', 'requestHash'],
    where: { userId: actor.userId, requestId },
  });
  if (earlier) {
    assertSameInput(earlier.requestHash, hashInput(wanted));
  }
  return earlier?.id ?? null;
}

async function assertMayBuy(tx: Tx, actor: Actor, price: Price, { promoCode }: CreateInput) {
  if (price.plan && promoCode !== undefined) {
    throw new DomainError('PROMO_NEEDS_TOPUP');
  }
  if (price.renews && (await hasRunningSubscription(tx, actor.userId))) {
    throw new DomainError('PLAN_ALREADY_ACTIVE');
  }
}

async function applyDiscount(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  price: Price,
  { promoCode, provider }: CreateInput,
): Promise<void> {
  if (promoCode === undefined) {
    return;
  }
  const discount = await reserveDiscount(app, tx, actor, { code: promoCode, paymentId });
  const amount = discounted(price.fullAmount, discount.percent, app.payments[provider]);
  if (amount === price.fullAmount) {
    throw new DomainError('PROMO_GIVES_NOTHING');
  }
  const { promoId, code } = discount;
  const where = { userId: actor.userId, id: paymentId };
  await tx.of(Payment).update({ promoId, promoCode: code, amount }, { where });
  await closeWithoutDiscount(app, tx, { user_id: actor.userId, id: paymentId }, false);
}

/** @throws DomainError NOT_FOUND (also for orders of others). */
async function readPayment(app: AppContext, userId: number, id: string): Promise<PaymentShape> {
  const order = await app.db.of(Payment).findOne({ where: { userId, id } });
  if (!order) {
    throw new DomainError('NOT_FOUND');
  }
  return toPayment(order);
}

/**
 * One's own order; with `check`, after asking the provider. The answer stands even if that fails, and
 * says `checking` when the provider takes longer than a person waits.
 */
export async function getPayment(
  app: AppContext,
  actor: Actor,
  { id, check }: z.infer<typeof paymentGetInput>,
): Promise<PaymentShape> {
  const payment = await readPayment(app, actor.userId, id);
  if (!check || payment.status === 'succeeded' || payment.status === 'refunded') {
    return payment;
  }
  const [order] = await app.db.query(readOrder, [id]);
  if (!order || !(await app.db.transaction((tx) => claimCheck(tx, order, CHECK_EVERY_S)))) {
    return payment;
  }
  const isAnswered = await checkInTime(app, order);
  return { ...(await readPayment(app, actor.userId, id)), checking: !isAnswered };
}

/** One's own orders, newest first. */
export async function listPayments(
  app: AppContext,
  actor: Actor,
  { cursor, limit }: z.infer<typeof paymentListInput>,
) {
  // Ids rise with time.
  const rows = await app.db.of(Payment).findAll({
    where: { userId: actor.userId, ...(cursor ? { id: { [Op.lt]: cursor } } : {}) },
    order: [['id', 'DESC']],
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const charges = await app.db.of(PaymentCharge).findAll({
    where: { userId: actor.userId, paymentId: shown.map(({ id }) => id) },
    order: ['paidAt', 'createdAt'],
  });
  const items = shown.map((order) => toListed(order, charges));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/**
 * Cancels an unpaid order. Money that comes all the same is still credited.
 * @throws DomainError NOT_FOUND, PAYMENT_CLOSED (it has been paid).
 */
export async function cancelPayment(
  app: AppContext,
  actor: Actor,
  { id, reason = 'by_person' }: z.input<typeof paymentCancelInput>,
): Promise<PaymentShape> {
  await app.db.transaction(async (tx) => {
    const order = await lockOrder(tx, id);
    if (order?.user_id !== actor.userId) {
      throw new DomainError('NOT_FOUND');
    }
    if (order.status === 'succeeded' || order.status === 'refunded') {
      throw new DomainError('PAYMENT_CLOSED');
    }
    await closeOrder(
      app,
      tx,
      order,
      'cancelled',
      app.payments[order.provider].isPaidInClient ? reason : 'by_person',
    );
  });
  return readPayment(app, actor.userId, id);
}
