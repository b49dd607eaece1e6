/** Orders and charges of everybody. */
import type { z } from 'zod';
import type {
  AdminPayment,
  adminPaymentsInput,
  refundPaymentInput,
  refundPaymentOutput,
} from '../../../../shared/schemas/adminPayments.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { DomainError } from '../../../core/errors.ts';
import { beginRefund, findCharge } from '../../payments/service.ts';
import { runAuditedAction } from '../actions.ts';
import { fullName } from '../names.ts';
import { toPage } from '../pages.ts';
import { listOrders, type OrderListShape, type PaymentRow } from './paymentStatements.ts';

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
    planKind: row.plan_kind,
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
      returned: charge.returned,
    })),
  };
}

const everything: OrderListShape = {
  filter: 'all',
  searched: false,
  ofOne: false,
  provider: false,
  amounts: false,
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NUMBER = /^\d{1,15}$/;

/** The search text, also as an order's id and as a number where it is one. */
function searchedFor(words: string) {
  return [words, UUID.test(words) ? words : null, NUMBER.test(words) ? words : null];
}
const NOT_SEARCHED = [null, null, null];

/** All orders, newest first. */
export async function listPayments(app: AppContext, input: z.infer<typeof adminPaymentsInput>) {
  const { filter, query, provider, minAmount, maxAmount, cursor, limit } = input;
  const words = query.trim();
  const shape = {
    ...everything,
    filter,
    searched: words !== '',
    provider: provider !== undefined,
    amounts: minAmount !== undefined || maxAmount !== undefined,
  };
  const rows = await app.db.query(listOrders(shape), [
    cursor ?? null,
    limit + 1,
    ...(words === '' ? NOT_SEARCHED : searchedFor(words)),
    null,
    provider ?? null,
    minAmount ?? null,
    maxAmount ?? null,
  ]);
  return toPage(rows, limit, toAdminPayment);
}

/** The last orders of one person. */
export async function listPaymentsOf(app: AppContext, userId: number, limit: number) {
  const of = [...NOT_SEARCHED, userId, null, null, null];
  const rows = await app.db.query(listOrders({ ...everything, ofOne: true }), [null, limit, ...of]);
  return rows.map(toAdminPayment);
}

/** One order. @throws DomainError NOT_FOUND */
export async function getPayment(app: AppContext, paymentId: string): Promise<AdminPayment> {
  const of = [paymentId, paymentId, null, null, null, null, null];
  const rows = await app.db.query(listOrders({ ...everything, searched: true }), [null, 1, ...of]);
  const [row] = rows;
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return toAdminPayment(row);
}

/**
 * Starts a refund of a charge, or of a part of it; the provider is called afterwards.
 * @throws DomainError NOT_FOUND, PAYMENT_NOT_REFUNDABLE, CONFLICT (another partial refund is pending),
 * IDEMPOTENCY_CONFLICT
 */
export async function refundPayment(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof refundPaymentInput>,
): Promise<z.infer<typeof refundPaymentOutput>> {
  const { provider, chargeId, amount, reason } = input;
  const action = { name: 'payment.refund', target: `charge:${provider}:${chargeId}` } as const;
  return await runAuditedAction(app, actor, action, input, async (tx) => {
    const charge = await findCharge(tx, { provider, chargeId });
    const before = charge
      ? {
          status: charge.status,
          amount: charge.amount,
          currency: charge.currency,
          ...(charge.refundedAmount > 0 ? { returned: charge.refundedAmount } : {}),
        }
      : undefined;
    const status = await beginRefund(app, tx, { provider, chargeId, amount, reason });
    return { before, after: { status, ...(amount === undefined ? {} : { part: amount }) } };
  });
}
