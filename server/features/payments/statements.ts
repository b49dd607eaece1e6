import type {
  Currency,
  PaidMethod,
  PaymentProvider,
  PaymentStatus,
  Purchase,
} from '../../../shared/schemas/payments.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';
import { sql } from '../../db/statement.ts';

/** An order with what must be known of the person who placed it. */
export interface OrderRow {
  id: string;
  user_id: number;
  telegram_id: number;
  blocked: boolean;
  language: Language | null;
  language_code: string | null;
  bot_name: string;
  provider: PaymentProvider;
  method: PaidMethod;
  item: Purchase;
  plan_code: string | null;
  coins: number;
  credits: number;
  /** Without the discount. */
  full_amount: number;
  amount: number;
  currency: Currency;
  promo_id: number | null;
  status: PaymentStatus;
  renews: boolean;
  provider_payment_id: string | null;
  /** The charge that settled it first; for a subscription, its name. */
  provider_charge_id: string | null;
  receipt_email: string | null;
  /** What was or will be sent to create the checkout session; only while that is not answered. */
  checkout_request: Record<string, unknown> | null;
  /** By the clock of the database. */
  expired: boolean;
}

/** A bot is known by its Telegram id; this is the name that it has now. */
const botName = (orders: string) => `coalesce(
    (select n.name from bot_names n where n.telegram_id = ${orders}.bot_telegram_id
      order by n.taken_at desc limit 1), ${orders}.bot_name)`;

const orders = `
  select p.id, p.user_id, u.telegram_id, u.blocked_at is not null as blocked, u.language,
    u.language_code, ${botName('p')} as bot_name, p.provider, p.method, p.item, p.plan_code, p.coins, p.credits,
    p.full_amount, p.amount, p.currency, p.promo_id, p.status, p.renews, p.provider_payment_id,
    p.provider_charge_id, p.receipt_email, p.checkout_request, p.expires_at <= now() as expired
  from payments p join users u on u.id = p.user_id`;
const order = `${orders} where p.id = $1`;

export const readOrder = sql<OrderRow>(order);
/** Holds the order until the end of the transaction: everything about one order happens in turn. */
export const lockOrder = sql<OrderRow>(`${order} for no key update of p`);

/** The order of this request, when it is new. */
export const insertOrder = sql<{ id: string }>(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    plan_code, coins, credits, full_amount, amount, currency, renews, expires_at, receipt_email,
    bot_telegram_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14,
    now() + $15 * interval '1 second', $16, $17)
  on conflict (user_id, request_id) do nothing
  returning id
`);

export const setDiscount = sql(`
  update payments set promo_id = $3, promo_code = $4, amount = $5 where user_id = $1 and id = $2
`);

/**
 * Open orders of person $1 other than $2 that have lost their discount: another order holds or used it, or
 * it was for the first top-up and there has been one ($3).
 */
export const lockWithoutDiscount = sql<OrderRow>(`
  ${orders} join promo_codes c on c.id = p.promo_id
  where p.user_id = $1 and p.id <> $2 and p.status in ('created', 'pending')
    and ((c.first_topup_only and $3) or not exists (select from promo_uses r
      where r.user_id = p.user_id and r.payment_id = p.id and r.used_at is null))
  for no key update of p skip locked
`);

/** The order as it is sold without its discount: for what was paid, and for as many coins as that buys. */
export const sellAtFullPrice = sql(`
  update payments set ordered_coins = coins, coins = $3, full_amount = amount,
    lost_promo_id = promo_id, promo_id = null, promo_code = null
  where user_id = $1 and id = $2
`);

export const setStatus = sql(`
  update payments set status = $3,
    paid_at = case when $3 in ('succeeded', 'refunded') then coalesce(paid_at, now()) end,
    closed_at = case when $3 in ('created', 'pending') then null else coalesce(closed_at, now()) end,
    cancel_reason = coalesce($4, cancel_reason), checkout_request = null
  where user_id = $1 and id = $2
`);

/** How it was paid in the end. */
export const setMethod = sql(`update payments set method = $3 where user_id = $1 and id = $2`);

/** What is sent to the provider: the first one stays. No row: the order waits for no session any more. */
export const fixCheckoutRequest = sql<{ checkout_request: Record<string, unknown> }>(`
  update payments set checkout_request = coalesce(checkout_request, $3)
  where user_id = $1 and id = $2 and status = 'created'
  returning checkout_request
`);

/** Where to pay; the first answer stays. */
export const setCheckout = sql(`
  update payments set pay_url = coalesce(pay_url, $3),
    provider_payment_id = coalesce(provider_payment_id, $4), checkout_request = null
  where user_id = $1 and id = $2
`);

/** Which order a provider's payment was created for. */
export const findOrderOfPayment = sql<{ id: string }>(`
  select id from payments where provider = $1 and provider_payment_id = $2
`);

/** One row when the order may be asked about now: not more often than every $3 seconds. */
export const claimCheck = sql<{ id: string }>(`
  update payments set checked_at = now()
  where user_id = $1 and id = $2
    and (checked_at is null or checked_at < now() - make_interval(secs => $3))
  returning id
`);

export interface ChargeRow {
  provider: PaymentProvider;
  charge_id: string;
  user_id: number;
  payment_id: string;
  amount: number;
  currency: Currency;
  coins: number;
  credits: number;
  plan_days: number | null;
  recurring: boolean;
  status: 'credited' | 'refunding' | 'refunded';
  /** How often a refund has been begun. */
  refund_attempts: number;
  refund_requested_at: Date | null;
  /** What is sent to give it back, fixed for each attempt. */
  refund_request: Record<string, unknown> | null;
  provider_refund_id: string | null;
  paid_at: Date;
}

/** The charge, when it is seen for the first time; a parallel copy waits here for the commit. */
export const insertCharge = sql<{ charge_id: string }>(`
  insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins,
    credits, plan_days, recurring, paid_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, (select days from plans where code = $9), $10, $11)
  on conflict (provider, charge_id) do nothing
  returning charge_id
`);

export const setChargeCoins = sql(
  `update payment_charges set coins = $3 where provider = $1 and charge_id = $2`,
);

export const markPaid = sql(`
  update payments set status = $3, provider_charge_id = coalesce(provider_charge_id, $4),
    provider_payment_id = coalesce(provider_payment_id, $6), paid_at = coalesce(paid_at, $5), closed_at = coalesce(closed_at, now()), checkout_request = null
  where user_id = $1 and id = $2
`);

export const readCharge = sql<ChargeRow>(`
  select provider, charge_id, user_id, payment_id, amount, currency, coins, credits, plan_days,
    recurring, status, refund_attempts, refund_requested_at, refund_request, provider_refund_id, paid_at
  from payment_charges where provider = $1 and charge_id = $2
`);

export const setChargeStatus = sql<{ charge_id: string }>(`
  update payment_charges set status = $3, refund_reason = coalesce($4, refund_reason),
    refunded_at = case when $3 = 'refunded' then coalesce($5::timestamptz, now()) end
  where provider = $1 and charge_id = $2
  returning charge_id
`);

/** Begins an attempt to give a charge back. */
export const beginRefundAttempt = sql(`
  update payment_charges set status = 'refunding', refund_reason = $3,
    refund_attempts = refund_attempts + 1, refund_requested_at = now(), refund_request = null,
    provider_refund_id = null
  where provider = $1 and charge_id = $2
`);

/** What attempt $3 sends: the first one stays. No row: the attempt is over. */
export const fixRefundRequest = sql<{ refund_request: Record<string, unknown> }>(`
  update payment_charges set refund_request = coalesce(refund_request, $4)
  where provider = $1 and charge_id = $2 and refund_attempts = $3 and status = 'refunding'
  returning refund_request
`);

export const setProviderRefund = sql(`
  update payment_charges set provider_refund_id = $4
  where provider = $1 and charge_id = $2 and refund_attempts = $3
`);

/** Every charge of some orders of one person, the oldest first. */
export const listCharges = sql<Pick<ChargeRow, 'payment_id' | 'amount' | 'status' | 'paid_at'>>(`
  select payment_id, amount, status, paid_at from payment_charges
  where user_id = $1::bigint and payment_id = any($2::uuid[])
  order by paid_at, created_at
`);

/** Charges of an order that have not been given back. */
export const countKeptCharges = sql<{ kept: number }>(`
  select count(*) as kept from payment_charges
  where user_id = $1 and payment_id = $2 and status <> 'refunded'
`);

/** A subscription of this person that goes on by itself. */
export const findRunningSubscription = sql<{ id: string }>(`
  select id from user_plans
  where user_id = $1 and renews and cancelled_at is null and ends_at > now()
  limit 1
`);

/** Subscriptions of other orders whose time has not run out, cancelled or not. */
export const listOtherSubscriptions = sql<{
  payment_id: string;
  provider: PaymentProvider;
  bot_name: string;
  charge_id: string;
}>(`
  select p.payment_id, o.provider, ${botName('o')} as bot_name, p.subscription_charge_id as charge_id
  from user_plans p
  join payments o on o.user_id = p.user_id and o.id = p.payment_id
  where p.user_id = $1 and p.payment_id <> $2 and p.subscription_charge_id is not null
    and p.ends_at > now()
`);

/**
 * Payments at provider $1 whose end it has not told yet, also of orders that have been given up: money
 * may still come. The older, the rarer.
 */
export const listUnsettled = sql<{ user_id: number; id: string }>(`
  select user_id, id from payments
  where provider = $1 and provider_payment_id is not null
    and status in ('pending', 'cancelled', 'expired') and created_at > now() - interval '7 days'
    and (checked_at is null
      or checked_at < now() - greatest(make_interval(secs => $2), (now() - created_at) / 8))
  order by checked_at nulls first limit 100
`);

/** Nothing more is to be heard of this payment. */
export const stopChecking = sql(
  `update payments set checked_at = 'infinity' where user_id = $1 and id = $2`,
);

export const listExpired = sql<{ id: string }>(`
  select id from payments
  where status in ('created', 'pending') and expires_at < now() order by expires_at limit 200
`);

/** Charges that have been marked to be given back for a while without an end. */
export const listRefunding = sql<{ provider: PaymentProvider; charge_id: string }>(`
  select provider, charge_id from payment_charges where status = 'refunding' limit 100
`);

/** How far a provider's own list has been gone through. */
export const readPosition = sql<{ position: number }>(
  `select position from reconcile_positions where source = $1`,
);
export const savePosition = sql(`
  insert into reconcile_positions (source, position) values ($1, $2)
  on conflict (source) do update set position = excluded.position
`);
