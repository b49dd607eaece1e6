/**
 * Giving money back. In three steps that may each be repeated: the charge is marked, the provider is
 * asked by a job, and the provider's word takes back what the charge had brought. A refund made
 * outside the product comes in at the third step.
 */
import { z } from 'zod';
import { type PaymentProvider, paymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { defineJob } from '../../jobs/job.ts';
import * as ledger from '../../ledger/index.ts';
import { raiseAlert, resolveAlert } from '../alerts/service.ts';
import { notify } from '../notifications/service.ts';
import { closeRefundRequests } from '../support/service.ts';
import { clawBackEffects } from './fulfilOrder.ts';
import type { StoredRequest } from './providers/provider.ts';
import { lockOrder } from './settle.ts';
import * as statements from './statements.ts';
import { transition } from './transition.ts';

export interface ChargeKey {
  provider: PaymentProvider;
  chargeId: string;
}

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
    const [charge] = await tx.query(statements.readCharge, [request.provider, request.chargeId]);
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
    await tx.query(statements.beginRefundAttempt, [provider, chargeId, reason]);
    await app.queue.enqueue(tx, refundJob, { provider, chargeId });
  }
  return 'refunding';
}

/** The order first, then the charge as it stands under that lock. */
async function lockCharge(tx: Tx, { provider, chargeId }: ChargeKey) {
  const [known] = await tx.query(statements.readCharge, [provider, chargeId]);
  const order = known && (await lockOrder(tx, known.payment_id));
  if (!order) {
    return { charge: null, order: null };
  }
  const [charge] = await tx.query(statements.readCharge, [provider, chargeId]);
  return { charge: charge ?? null, order };
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
  const [charge] = await app.db.query(statements.readCharge, [key.provider, key.chargeId]);
  const [order] = charge ? await app.db.query(statements.readOrder, [charge.payment_id]) : [];
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
  const attempt = charge.refund_attempts;
  await app.db.transaction(async (tx) => {
    if (outcome === 'refunded') {
      await settleRefund(app, tx, key);
    } else if (outcome === 'refused') {
      await giveUpRefund(tx, key, attempt);
    } else if (providerRefundId !== null) {
      const { provider, chargeId } = key;
      await tx.query(statements.setProviderRefund, [provider, chargeId, attempt, providerRefundId]);
    }
  });
}

/** What is sent, stored before it is sent for the first time; null when the attempt is over. */
async function fixRequest(
  app: AppContext,
  order: statements.OrderRow,
  charge: statements.ChargeRow,
): Promise<StoredRequest | null> {
  const { provider, charge_id: chargeId, refund_attempts: attempt } = charge;
  const described = charge.refund_request ?? app.payments[provider].describeRefund(order, charge);
  const values = [provider, chargeId, attempt, JSON.stringify(described)];
  const [fixed] = await app.db.transaction((tx) => tx.query(statements.fixRefundRequest, values));
  return fixed?.refund_request ?? null;
}

/** A refused attempt leaves the charge as it was. The word on an earlier attempt says nothing of a later. */
async function giveUpRefund(tx: Tx, key: ChargeKey, attempt: number): Promise<void> {
  const { charge } = await lockCharge(tx, key);
  if (charge?.status === 'refunding' && charge.refund_attempts === attempt) {
    const { provider, chargeId } = key;
    await tx.query(statements.setChargeStatus, [provider, chargeId, 'credited', null, null]);
    await raiseAlert(tx, { ...alertOf(key), detail: { attempt }, again: true });
  }
}

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
  const at = key.refundedAt ?? null;
  await tx.query(statements.setChargeStatus, [provider, chargeId, 'refunded', null, at]);
  await resolveAlert(tx, { ...alertOf(key), detail: { outcome: 'refunded' } });
  const taken =
    charge.coins > 0
      ? await ledger.clawBack(tx, {
          kind: 'topup_reversal',
          userId: charge.user_id,
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
  const [count] = await tx.query(statements.countKeptCharges, [order.user_id, order.id]);
  const status = count?.kept === 0 ? transition(order.status, 'refunded') : order.status;
  if (status !== order.status) {
    await tx.query(statements.setStatus, [order.user_id, order.id, status, null]);
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
