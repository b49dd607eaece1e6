/** Orders and charges of everybody. */
import type { z } from 'zod';
import type { paymentFilters } from '../../../shared/closedSets.ts';
import type {
  AdminPayment,
  adminPaymentsInput,
  refundPaymentInput,
  refundPaymentOutput,
} from '../../../shared/schemas/admin.ts';
import type { Currency, PaymentProvider, PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { sql } from '../../db/statement.ts';
import { beginRefund } from '../payments/service.ts';
import { runAuditedAction } from './actions.ts';
import { fullName } from './names.ts';
import { toPage } from './pages.ts';

interface ChargeJson {
  charge_id: string;
  amount: number;
  coins: number;
  status: 'credited' | 'refunding' | 'refunded';
  paid_at: string;
}

interface PaymentRow {
  id: string;
  user_id: number;
  first_name: string;
  last_name: string | null;
  provider: PaymentProvider;
  method: string;
  status: PaymentStatus;
  amount: number;
  currency: Currency;
  coins: number;
  plan_code: string | null;
  promo_code: string | null;
  cancel_reason: string | null;
  created_at: Date;
  paid_at: Date | null;
  charges: ChargeJson[];
}

/** $1 person, $2 statuses, $3 what is looked for, $4 the last id of the page before. Ids rise with time. */
const listOrders = sql<PaymentRow>(`
  select p.id, p.user_id, u.first_name, u.last_name, p.provider, p.method, p.status, p.amount,
    p.currency, p.coins, p.plan_code, p.promo_code,
    case when p.status in ('cancelled', 'expired') then p.cancel_reason end as cancel_reason,
    p.created_at, p.paid_at, charges.list as charges
  from payments p
  join users u on u.id = p.user_id
  cross join lateral (
    select coalesce(json_agg(json_build_object('charge_id', c.charge_id, 'amount', c.amount,
      'coins', c.coins, 'status', c.status, 'paid_at', c.paid_at) order by c.paid_at, c.created_at), '[]') as list
    from payment_charges c where c.user_id = p.user_id and c.payment_id = p.id
  ) charges
  where ($1::bigint is null or p.user_id = $1)
    and ($2::text[] is null or p.status = any($2))
    and ($3::text is null or p.id::text = $3 or u.id::text = $3 or u.telegram_id::text = $3
      or exists (select from payment_charges c
        where c.user_id = p.user_id and c.payment_id = p.id and c.charge_id = $3))
    and ($4::uuid is null or p.id < $4)
  order by p.id desc limit $5::int
`);

const readRefunded = sql<{ status: string; amount: number; currency: Currency }>(
  `select status, amount, currency from payment_charges where provider = $1 and charge_id = $2`,
);

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
    const [before] = await tx.query(readRefunded, [provider, chargeId]);
    const status = await beginRefund(app, tx, { provider, chargeId, reason });
    return { before, after: { status } };
  });
}
