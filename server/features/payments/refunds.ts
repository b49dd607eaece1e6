/**
 * Refunding a charge, in whole or in part. In three steps that may each be repeated: the charge is marked, a
 * job asks the provider, and the provider's confirmation claws back what was credited (`clawback.ts`). A
 * refund made outside the product starts at the third step.
 */
import { z } from 'zod';
import { paymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { NOW } from '../../db/values.ts';
import { defineJob } from '../../jobs/job.ts';
import { raiseAlert } from '../alerts/service.ts';
import { type ChargeKey, findCharge } from './charges.ts';
import { lockCharge, refundAlertOf, settleRefundUpTo } from './clawback.ts';
import { PaymentCharge } from './models.ts';
import type { StoredRequest } from './providers/provider.ts';
import { type OrderRow, readOrder } from './statements.ts';

export { settleRefund } from './clawback.ts';

/** The state of a refund. */
export type RefundState = 'refunding' | 'refunded';

/**
 * Refunds a charge, on behalf of an admin.
 * @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE (refunded before), IDEMPOTENCY_CONFLICT.
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
 * Marks a charge for a refund and leaves the rest to a job; for callers with a transaction of their own.
 * @param amount in the currency's smallest unit; all that is left when absent.
 * @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE (less than that is left, or the provider refunds
 * whole charges only), CONFLICT (another partial refund is pending)
 */
export async function beginRefund(
  app: AppContext,
  tx: Tx,
  {
    provider,
    chargeId,
    reason,
    amount,
  }: ChargeKey & { reason: string; amount?: number | undefined },
): Promise<RefundState> {
  const { charge } = await lockCharge(tx, { provider, chargeId });
  if (!charge) {
    throw new DomainError('NOT_FOUND');
  }
  const left = charge.amount - charge.refundedAmount;
  const isPart = amount !== undefined && amount !== left;
  if (
    charge.status === 'refunded' ||
    (isPart && (amount > left || !app.payments[provider].refundsParts))
  ) {
    throw new DomainError('PAYMENT_NOT_REFUNDABLE');
  }
  const refundTarget = isPart ? charge.refundedAmount + amount : null;
  if (charge.status === 'refunding' && charge.refundTarget !== refundTarget) {
    throw new DomainError('CONFLICT');
  }
  if (charge.status === 'credited') {
    await tx.of(PaymentCharge).save(charge, {
      status: 'refunding',
      refundTarget,
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
      await settleRefundUpTo(app, tx, { ...key, upTo: charge.refundTarget ?? charge.amount });
    } else if (outcome === 'refused') {
      await giveUpRefund(tx, key, attempt);
    } else if (providerRefundId !== null) {
      const where = { ...keyOf(key), refundAttempts: attempt };
      await tx.of(PaymentCharge).update({ providerRefundId }, { where });
    }
  });
}

/** The request, stored before it is sent for the first time; null when the attempt is over. */
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

/**
 * A refused attempt leaves the charge unchanged. The answer to an earlier attempt says nothing about a later
 * one.
 */
async function giveUpRefund(tx: Tx, key: ChargeKey, attempt: number): Promise<void> {
  const { charge } = await lockCharge(tx, key);
  if (charge?.status === 'refunding' && charge.refundAttempts === attempt) {
    await tx.of(PaymentCharge).save(charge, { status: 'credited', refundTarget: null });
    await raiseAlert(tx, { ...refundAlertOf(key), detail: { attempt }, again: true });
  }
}

const keyOf = ({ provider, chargeId }: ChargeKey) => ({ provider, chargeId });
