/** Orders and charges of everybody. */
import type { z } from 'zod';
import type { paymentFilters } from '../../../shared/closedSets.ts';
import type {
  AdminPayment,
  adminPaymentsInput,
  refundPaymentInput,
  refundPaymentOutput,
} from '../../../shared/schemas/admin.ts';
import type { PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { beginRefund, findCharge } from '../payments/service.ts';
import { runAuditedAction } from './actions.ts';
import { fullName } from './names.ts';
import { toPage } from './pages.ts';
import { listOrders, type PaymentRow } from './paymentStatements.ts';

const statusesOf: Record<(typeof paymentFilters)[number], readonly PaymentStatus[] | null> = {
  all: null,
  open: ['created', 'pending'],
  paid: ['succeeded'],
  refunds: ['refunded'],
  failed: ['cancelled', 'expired'],
};

function toAdminPayment(row: PaymentRow): AdminPayment {
  return {
    id: row.id,
    userId: row.user_id,
    userName: fullName(row),
    provider: row.provider,
    method: row.method,
    status: row.status,
    amount: row.amount,
    currency: row.currency,
    coins: row.coins,
    planCode: row.plan_code,
    promoCode: row.promo_code,
    cancelReason: row.cancel_reason,
    createdAt: row.created_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
    charges: row.charges.map((charge) => ({
      chargeId: charge.charge_id,
      amount: charge.amount,
      coins: charge.coins,
      status: charge.status,
      paidAt: new Date(charge.paid_at).toISOString(),
    })),
  };
}

/** All orders, newest first. */
export async function listPayments(app: AppContext, input: z.infer<typeof adminPaymentsInput>) {
  const { filter, query, cursor, limit } = input;
  const rows = await app.db.query(listOrders, [
    null,
    statusesOf[filter],
    query.trim() || null,
    cursor ?? null,
    limit + 1,
  ]);
  return toPage(rows, limit, toAdminPayment);
}

/** The last orders of one person. */
export async function listPaymentsOf(app: AppContext, userId: number, limit: number) {
  const rows = await app.db.query(listOrders, [userId, null, null, null, limit]);
  return rows.map(toAdminPayment);
}

/**
 * Begins to give a charge back; the provider is asked afterwards.
 * @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE, IDEMPOTENCY_CONFLICT
 */
export async function refundPayment(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof refundPaymentInput>,
): Promise<z.infer<typeof refundPaymentOutput>> {
  const { provider, chargeId, reason } = input;
  const action = { name: 'payment.refund', target: `charge:${provider}:${chargeId}` } as const;
  return await runAuditedAction(app, actor, action, input, async (tx) => {
    const charge = await findCharge(tx, { provider, chargeId });
    const before = charge
      ? { status: charge.status, amount: charge.amount, currency: charge.currency }
      : undefined;
    const status = await beginRefund(app, tx, { provider, chargeId, reason });
    return { before, after: { status } };
  });
}
