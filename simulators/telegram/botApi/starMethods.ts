import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { bool, int, json, type Method, method } from './call.ts';

/** The only period Telegram sells: 30 days, in seconds. */
const SUBSCRIPTION_PERIOD = 2_592_000;
const MAX_SUBSCRIPTION_STARS = 10_000;
const MAX_INVOICE_STARS = 100_000;

const invoice = z.looseObject({
  title: z.string().min(1, 'INVOICE_TITLE_EMPTY').max(32, 'INVOICE_TITLE_TOO_LONG'),
  description: z
    .string()
    .min(1, 'INVOICE_DESCRIPTION_EMPTY')
    .max(255, 'INVOICE_DESCRIPTION_TOO_LONG'),
  payload: z.string(),
  provider_token: z.string().default(''),
  currency: z.string(),
  prices: json(z.array(z.object({ label: z.string().min(1), amount: z.number() }))),
  subscription_period: int.optional(),
});
type InvoiceParams = z.infer<typeof invoice>;

/** The limits of an invoice in Stars. Returns its price. */
function checkInvoice(p: InvoiceParams): number {
  const payloadBytes = Buffer.byteLength(p.payload);
  if (payloadBytes < 1 || payloadBytes > 128) throw badRequest('INVOICE_PAYLOAD_INVALID');
  if (p.currency !== 'XTR') throw badRequest('CURRENCY_INVALID');
  if (p.provider_token !== '') throw badRequest('PAYMENT_PROVIDER_INVALID');
  const [price, ...more] = p.prices;
  if (!price || more.length > 0) throw badRequest('exactly one price is expected for Stars');
  const isWhole = Number.isInteger(price.amount) && price.amount >= 1;
  if (!isWhole || price.amount > MAX_INVOICE_STARS) {
    throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  }
  if (p.subscription_period === undefined) return price.amount;
  if (p.subscription_period !== SUBSCRIPTION_PERIOD)
    throw badRequest('SUBSCRIPTION_PERIOD_INVALID');
  if (price.amount > MAX_SUBSCRIPTION_STARS) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  return price.amount;
}

/** Payments in Telegram Stars. */
export const starMethods: Record<string, Method> = {
  createinvoicelink: method(invoice, ({ stars, bot }, p) => {
    const created = stars.createInvoice({
      bot,
      title: p.title,
      description: p.description,
      payload: p.payload,
      stars: checkInvoice(p),
      ...(p.subscription_period !== undefined && { subscriptionPeriod: p.subscription_period }),
    });
    return `https://t.me/$${created.slug}`;
  }),

  answerprecheckoutquery: method(
    z.looseObject({
      pre_checkout_query_id: z.string(),
      ok: bool,
      error_message: z.string().default(''),
    }),
    ({ stars, bot }, p) => {
      stars.answerCheckout(bot, p.pre_checkout_query_id, p.ok, p.error_message);
      return true;
    },
  ),

  refundstarpayment: method(
    z.looseObject({ user_id: int, telegram_payment_charge_id: z.string() }),
    ({ stars, bot }, p) => {
      stars.refund(bot, p.user_id, p.telegram_payment_charge_id);
      return true;
    },
  ),

  getstartransactions: method(
    z.looseObject({ offset: int.min(0).default(0), limit: int.min(1).max(100).default(100) }),
    ({ stars, bot }, p) => ({ transactions: stars.transactions(bot, p.offset, p.limit) }),
  ),

  edituserstarsubscription: method(
    z.looseObject({ user_id: int, telegram_payment_charge_id: z.string(), is_canceled: bool }),
    ({ stars, bot }, p) => {
      stars.setCanceledByBot(bot, p.user_id, p.telegram_payment_charge_id, p.is_canceled);
      return true;
    },
  ),

  getmystarbalance: method(z.looseObject({}), ({ stars, bot }) => ({
    amount: stars.botBalance(bot),
  })),
};
