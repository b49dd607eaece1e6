/** One payment: its history, its state at the provider, and what a refund would do. */
import type { z } from 'zod';
import type {
  checkPaymentInput,
  checkPaymentOutput,
  PaymentDetails,
  refundPreview,
  refundPreviewInput,
} from '../../../../shared/schemas/adminPayments.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { DomainError } from '../../../core/errors.ts';
import * as ledger from '../../../ledger/index.ts';
import { findAlertsByKeys } from '../../alerts/service.ts';
import { findPayment, inOrder, readTimeline, type TimelineEntry } from '../../payments/lookup.ts';
import { askProvider, coinsUpTo, findCharge } from '../../payments/service.ts';
import { findActionsOn, runAuditedAction } from '../actions.ts';
import { getPayment } from './payments.ts';

type Entry = TimelineEntry & { alertId?: number };

/**
 * An order with its whole history.
 * @throws DomainError NOT_FOUND
 */
export async function inspectPayment(app: AppContext, paymentId: string): Promise<PaymentDetails> {
  const [payment, order] = await Promise.all([
    getPayment(app, paymentId),
    findPayment(app.db, paymentId),
  ]);
  if (!order) {
    throw new DomainError('NOT_FOUND');
  }
  const { provider, providerPaymentId } = order;
  const chargeIds = payment.charges.map(({ chargeId }) => chargeId);
  const ids = [...new Set([...chargeIds, ...(providerPaymentId ? [providerPaymentId] : [])])];
  const [story, alerts, actions] = await Promise.all([
    readTimeline(app.db, order),
    findAlertsByKeys(app.db, alertKeys(provider, ids, payment)),
    findActionsOn(app.db, [
      `payment:${paymentId}`,
      ...chargeIds.map((chargeId) => `charge:${provider}:${chargeId}`),
    ]),
  ]);
  const timeline: Entry[] = [
    ...story,
    ...alerts.map(
      (one): Entry => ({ kind: 'alert', at: one.createdAt, text: one.kind, alertId: one.id }),
    ),
    ...actions.map((one): Entry => ({ kind: 'admin', at: one.createdAt, text: one.action })),
  ];
  return {
    payment,
    timeline: inOrder(timeline).map(({ kind, at, amount, coins, text, alertId }) => ({
      kind,
      at: at.toISOString(),
      amount: amount ?? null,
      coins: coins ?? null,
      text: text ?? null,
      alertId: alertId ?? null,
    })),
    providerPaymentId,
  };
}

/** The keys of alerts about these charges; for a partial refund followed by the amount refunded before. */
function alertKeys(
  provider: string,
  ids: readonly string[],
  { charges }: PaymentDetails['payment'],
) {
  const parts = charges.map(({ chargeId, returned }) => `${provider}:${chargeId}:${returned}`);
  return [...ids.map((id) => `${provider}:${id}`), ...parts];
}

/**
 * Asks the provider now, and applies its answer as the reconciliation would.
 * @throws DomainError NOT_FOUND, PAYMENT_PROVIDER_UNAVAILABLE, IDEMPOTENCY_CONFLICT
 */
export async function checkPayment(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof checkPaymentInput>,
): Promise<z.infer<typeof checkPaymentOutput>> {
  const { paymentId } = input;
  const before = await askProvider(app, paymentId);
  const action = { name: 'payment.check', target: `payment:${paymentId}` } as const;
  const done = await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const now = await findPayment(tx, paymentId);
    return { before: { status: before }, after: { before, status: now?.status ?? before } };
  });
  return { before: done.before, status: done.status };
}

/** @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE (less than that is left) */
export async function previewRefund(
  app: AppContext,
  { provider, chargeId, amount: asked }: z.infer<typeof refundPreviewInput>,
): Promise<z.infer<typeof refundPreview>> {
  const charge = await findCharge(app.db, { provider, chargeId });
  if (!charge) {
    throw new DomainError('NOT_FOUND');
  }
  const { refundedAmount } = charge;
  const left = charge.amount - refundedAmount;
  const amount = asked ?? left;
  const parts = app.payments[provider].refundsParts;
  if (left === 0 || amount > left || (amount !== left && !parts)) {
    throw new DomainError('PAYMENT_NOT_REFUNDABLE');
  }
  const coins = coinsUpTo(charge, refundedAmount + amount) - coinsUpTo(charge, refundedAmount);
  const { coins: balance } = await ledger.getBalances(app.db, charge.userId);
  const taken = Math.min(balance, coins);
  return { parts, amount, left, coins, taken, missing: coins - taken };
}
