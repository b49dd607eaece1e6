/**
 * Giving money back. In three steps that may each be repeated: the charge is marked, the provider is
 * asked by a job, and the provider's confirmation takes back what the charge had brought. A refund made
 * outside the product comes in at the third step.
 */
import { Op } from 'sequelize';
import { z } from 'zod';
import { paymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { NOW } from '../../db/values.ts';
import { defineJob } from '../../jobs/job.ts';
import * as ledger from '../../ledger/index.ts';
import { raiseAlert, resolveAlert } from '../alerts/service.ts';
import { notify } from '../notifications/service.ts';
import { closeRefundRequests } from '../support/service.ts';
import { type ChargeKey, findCharge } from './charges.ts';
import { clawBackEffects } from './fulfilOrder.ts';
import { PaymentCharge } from './models.ts';
import { setStatus } from './orderChanges.ts';
import type { StoredRequest } from './providers/provider.ts';
import { lockOrder } from './settle.ts';
import { type OrderRow, readOrder } from './statements.ts';
import { transition } from './transition.ts';

/** How far a refund has come. */
export type RefundState = 'refunding' | 'refunded';

/**
 * Gives a charge back, in the name of an admin.
 * @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE (given back before), IDEMPOTENCY_CONFLICT.
 */
export async function refundCharge(
  app: AppContext,
  actor: Actor,
  { requestId, ...request }: ChargeKey & { reason: string; requestId: string },
): Promise<{ status: RefundState }> {
  return await app.db.transaction(async (tx) => {
    if (await claimRequest(tx, actor.userId, requestId, 'payments.refund', request)) {
      return { status: await beginRefund(app, tx, request) };
    }
    const charge = await findCharge(tx, request);
    return { status: charge?.status === 'refunded' ? 'refunded' : 'refunding' };
  });
}

/**
 * Marks a charge to be given back and leaves the rest to a job; for callers with a transaction of
 * their own.
 * @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE
 */
export async function beginRefund(
  app: AppContext,
  tx: Tx,
  { provider, chargeId, reason }: ChargeKey & { reason: string },
): Promise<RefundState> {
  const { charge } = await lockCharge(tx, { provider, chargeId });
  if (!charge) {
    throw new DomainError('NOT_FOUND');
  }
  if (charge.status === 'refunded') {
    throw new DomainError('PAYMENT_NOT_REFUNDABLE');
  }
  if (charge.status === 'credited') {
    await tx.of(PaymentCharge).save(charge, {
      status: 'refunding',
      refundReason: reason,
      refundAttempts: charge.refundAttempts + 1,
      refundRequestedAt: NOW,
      refundRequest: null,
      providerRefundId: null,
    });
    await app.queue.enqueue(tx, refundJob, { provider, chargeId });
  }
  return 'refunding';
}

/** The order first, then the charge as it stands under that lock. */
async function lockCharge(tx: Tx, key: ChargeKey) {
  const known = await findCharge(tx, key);
  const order = known && (await lockOrder(tx, known.paymentId));
  if (!order) {
    return { charge: null, order: null };
  }
  return { charge: await findCharge(tx, key), order };
}

export const refundJob = defineJob({
  name: 'payments.refund',
  payload: z.object({ provider: paymentProvider, chargeId: z.string() }),
  policy: {
    retryLimit: 12,
    retryDelay: 2,
    retryDelayMax: 600,
    expireInSeconds: 120,
    heartbeatSeconds: 15,
  },
  handle: async (app, key) => askForRefund(app, key),
});

/** Asks the provider for a marked charge, outside any transaction. */
export async function askForRefund(app: AppContext, key: ChargeKey): Promise<void> {
  const charge = await findCharge(app.db, key);
  const [order] = charge ? await app.db.query(readOrder, [charge.paymentId]) : [];
  if (!order || charge?.status !== 'refunding') {
    return;
  }
  const request = await fixRequest(app, order, charge);
  if (request === null) {
    return;
  }
  const { outcome, providerRefundId } = await app.payments[key.provider].refund(
    order,
    charge,
    request,
  );
  const attempt = charge.refundAttempts;
  await app.db.transaction(async (tx) => {
    if (outcome === 'refunded') {
      await settleRefund(app, tx, key);
    } else if (outcome === 'refused') {
      await giveUpRefund(tx, key, attempt);
    } else if (providerRefundId !== null) {
      const where = { ...keyOf(key), refundAttempts: attempt };
      await tx.of(PaymentCharge).update({ providerRefundId }, { where });
    }
  });
}

/** What is sent, stored before it is sent for the first time; null when the attempt is over. */
async function fixRequest(
  app: AppContext,
  order: OrderRow,
  charge: PaymentCharge,
): Promise<StoredRequest | null> {
  const { provider, refundAttempts } = charge;
  const described = charge.refundRequest ?? app.payments[provider].describeRefund(order, charge);
  const running = { ...keyOf(charge), refundAttempts, status: 'refunding' as const };
  return await app.db.transaction(async (tx) => {
    const charges = tx.of(PaymentCharge);
    const first = { ...running, refundRequest: null };
    await charges.update({ refundRequest: described }, { where: first });
    const stored = await charges.findOne({ attributes: ['refundRequest'], where: running });
    return stored?.refundRequest ?? null;
  });
}

/** A refused attempt leaves the charge as it was. The word on an earlier attempt says nothing of a later. */
async function giveUpRefund(tx: Tx, key: ChargeKey, attempt: number): Promise<void> {
  const { charge } = await lockCharge(tx, key);
  if (charge?.status === 'refunding' && charge.refundAttempts === attempt) {
    await tx.of(PaymentCharge).save(charge, { status: 'credited', refundedAt: null });
    await raiseAlert(tx, { ...alertOf(key), detail: { attempt }, again: true });
  }
}

const keyOf = ({ provider, chargeId }: ChargeKey) => ({ provider, chargeId });

const alertOf = ({ provider, chargeId }: ChargeKey) => ({
  kind: 'refund_failed' as const,
  key: `${provider}:${chargeId}`,
});

/**
 * The provider has given a charge back: takes back what it had brought, as far as it is still there.
 * @returns false when the charge is unknown or was settled before.
 */
export async function settleRefund(
  app: AppContext,
  tx: Tx,
  key: ChargeKey & { refundedAt?: Date },
): Promise<boolean> {
  const { charge, order } = await lockCharge(tx, key);
  if (!charge || charge.status === 'refunded') {
    return false;
  }
  const { provider, chargeId } = key;
  const refundedAt = key.refundedAt ?? NOW;
  await tx.of(PaymentCharge).save(charge, { status: 'refunded', refundedAt });
  await resolveAlert(tx, { ...alertOf(key), detail: { outcome: 'refunded' } });
  const taken =
    charge.coins > 0
      ? await ledger.clawBack(tx, {
          kind: 'topup_reversal',
          userId: charge.userId,
          botName: order.bot_name,
          actor: 'system',
          amount: charge.coins,
          provider,
          chargeId,
        })
      : { missing: 0 };
  await clawBackEffects(app, tx, order, charge);
  if (order.renews && order.provider_charge_id) {
    const { bot_name: botName, telegram_id: telegramId, provider_charge_id: first } = order;
    const subscription = { botName, telegramId, chargeId: first };
    await app.payments[order.provider].endSubscriptionSoon(tx, subscription);
  }
  const keptOfOrder = {
    userId: order.user_id,
    paymentId: order.id,
    status: { [Op.ne]: 'refunded' },
  };
  const kept = await tx.of(PaymentCharge).count({ where: keptOfOrder as never });
  const status = kept === 0 ? transition(order.status, 'refunded') : order.status;
  if (status !== order.status) {
    await setStatus(tx, order, status);
  }
  await closeRefundRequests(app, tx, {
    userId: order.user_id,
    paymentId: order.id,
    outcome: 'refunded',
  });
  await notify(app, tx, {
    userId: order.user_id,
    botName: order.bot_name,
    key: `${provider}:${chargeId}`,
    message: {
      kind: 'payment_refunded',
      coins: charge.coins,
      missing: taken.missing,
      amount: charge.amount,
      currency: charge.currency,
    },
  });
  const { id, coins } = order;
  app.live.publish(tx, order.user_id, { type: 'payment', id, status, coins });
  app.live.publish(tx, order.user_id, { type: 'balance' });
  return true;
}
