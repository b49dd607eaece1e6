import type {
  Currency,
  PaidMethod,
  PaymentProvider,
  PaymentStatus,
  Purchase,
} from '../../../shared/schemas/payments.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';
import { sql } from '../../db/statement.ts';

/** An order with the facts needed about the person who placed it. */
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
  pay_url: string | null;
  provider_payment_id: string | null;
  /** The charge that settled it first; for a subscription, its name. */
  provider_charge_id: string | null;
  receipt_email: string | null;
  paid_at: Date | null;
  /** The request that creates the checkout session; only while it is not answered. */
  checkout_request: Record<string, unknown> | null;
  /** By the clock of the database. */
  expired: boolean;
}

/** The bot is identified by its Telegram id; this is its current name. */
const botName = (orders: string) => `coalesce(
    (select n.name from bot_names n where n.telegram_id = ${orders}.bot_telegram_id
      order by n.taken_at desc limit 1), ${orders}.bot_name)`;

const orders = `
  select p.id, p.user_id, u.telegram_id, u.blocked_at is not null as blocked, u.language,
    u.language_code, ${botName('p')} as bot_name, p.provider, p.method, p.item, p.plan_code, p.coins, p.credits,
    p.full_amount, p.amount, p.currency, p.promo_id, p.status, p.renews, p.provider_payment_id,
    p.provider_charge_id, p.receipt_email, p.checkout_request, p.pay_url, p.paid_at,
    p.expires_at <= now() as expired
  from payments p join users u on u.id = p.user_id`;
const order = `${orders} where p.id = $1`;

// Raw SQL: one row of three tables, with the bot's name of now; read before each call to a provider.
export const readOrder = sql<OrderRow>(order);
// Raw SQL: the same row, of which the order alone is locked; every settlement begins with it.
/** Holds the order until the end of the transaction: everything about one order happens in turn. */
export const lockOrder = sql<OrderRow>(`${order} for no key update of p`);

// Raw SQL: one statement finds by `not exists` and locks by `skip locked`; those being settled are left alone.
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

// Raw SQL: how rarely each is asked about follows from its age, and those never asked come first.
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
