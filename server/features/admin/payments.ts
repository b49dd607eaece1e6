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
import { listForTeam, type TeamOrder } from '../payments/teamList.ts';
import { runAuditedAction } from './actions.ts';
import { fullName } from './names.ts';
import { toPage } from './pages.ts';

const statusesOf: Record<(typeof paymentFilters)[number], readonly PaymentStatus[] | null> = {
  all: null,
  open: ['created', 'pending'],
  paid: ['succeeded'],
  refunds: ['refunded'],
  failed: ['cancelled', 'expired'],
};

function toAdminPayment({ order, person, charges }: TeamOrder): AdminPayment {
  const isUnpaid = order.status === 'cancelled' || order.status === 'expired';
  return {
    id: order.id,
    userId: order.userId,
    userName: fullName({ first_name: person.firstName, last_name: person.lastName }),
    provider: order.provider,
    method: order.method,
    status: order.status,
    amount: order.amount,
    currency: order.currency,
    coins: order.coins,
    planCode: order.planCode,
    promoCode: order.promoCode,
    cancelReason: isUnpaid ? order.cancelReason : null,
    createdAt: order.createdAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    charges: charges.map(({ chargeId, amount, coins, status, paidAt }) => ({
      chargeId,
      amount,
      coins,
      status,
      paidAt: paidAt.toISOString(),
    })),
  };
}

/** All orders, newest first. */
export async function listPayments(app: AppContext, input: z.infer<typeof adminPaymentsInput>) {
  const { filter, query, cursor, limit } = input;
  const rows = await listForTeam(app.db, {
    statuses: statusesOf[filter],
    query: query.trim(),
    before: cursor,
    limit: limit + 1,
  });
  return toPage(rows, limit, toAdminPayment);
}

/** The last orders of one person. */
export async function listPaymentsOf(app: AppContext, userId: number, limit: number) {
  const rows = await listForTeam(app.db, { userId, limit });
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
