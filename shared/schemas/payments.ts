import { z } from 'zod';
import {
  methods,
  methodsOf,
  type PaymentProvider,
  paidMethods,
  paymentProviders,
} from '../closedSets.ts';
import {
  code,
  coinAmount,
  count,
  id,
  idCursor,
  isoTime,
  pageSize,
  plainText,
  requestId,
} from './primitives.ts';

export { paymentProviders };
export const paymentProvider = z.enum(paymentProviders);
export type { PaymentProvider };

export const paymentStatuses = [
  'created',
  'pending',
  'succeeded',
  'refunded',
  'cancelled',
  'expired',
] as const;
export const paymentStatus = z.enum(paymentStatuses);
export type PaymentStatus = z.infer<typeof paymentStatus>;

export const chargeStatuses = ['credited', 'refunding', 'refunded'] as const;

/** Amounts are in the currency's smallest unit: kopecks, or whole Stars. */
export const currencies = ['XTR', 'RUB'] as const;
export const currency = z.enum(currencies);
export type Currency = z.infer<typeof currency>;

/** What is bought. */
export const purchase = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pack'), code }),
  z.object({ type: z.literal('custom'), coins: coinAmount.positive() }),
  z.object({ type: z.literal('plan'), code }),
]);
export type Purchase = z.infer<typeof purchase>;

export const promoCodeText = plainText(64, 1);

export const pack = z.object({
  code,
  coins: coinAmount,
  stars: count,
  /** Kopecks; null where roubles are not accepted. */
  roubles: count.nullable(),
  bestValue: z.boolean(),
});
export type Pack = z.infer<typeof pack>;

export type PaidMethod = (typeof paidMethods)[number];
export const paymentOptionsOutput = z.object({
  methods: z.array(z.object({ method: z.enum(methods), provider: paymentProvider, currency })),
  packs: z.array(pack),
  custom: z.object({
    min: coinAmount,
    max: coinAmount,
    /** The rate: this many coins (hundredths) … */
    coins: coinAmount,
    /** … cost this much. */
    stars: count,
    roubles: count.nullable(),
  }),
});
export type PaymentOptions = z.infer<typeof paymentOptionsOutput>;

export const paymentQuoteInput = z.object({
  item: purchase,
  provider: paymentProvider,
  promoCode: promoCodeText.optional(),
});
export const paymentQuoteOutput = z.object({
  item: purchase,
  coins: coinAmount,
  credits: count,
  currency,
  fullAmount: count,
  amount: count,
  discountPercent: count,
  promoCode: z.string().nullable(),
});
export type PaymentQuote = z.infer<typeof paymentQuoteOutput>;

export const paymentCreateInput = paymentQuoteInput
  .extend({
    requestId,
    method: z.enum(methods).optional(),
    /** Where the receipt goes, for payments in roubles. */
    email: z.email().max(254).optional(),
  })
  .refine(
    ({ provider, method }) =>
      method === undefined || methodsOf[provider].some((one) => one === method),
    { path: ['method'], error: 'not a method of this provider' },
  );

export const payment = z.object({
  id,
  provider: paymentProvider,
  method: z.enum(paidMethods),
  status: paymentStatus,
  item: purchase,
  coins: coinAmount,
  credits: count,
  amount: count,
  currency,
  promoCode: z.string().nullable(),
  /** Another order had used the discount: the money bought coins at the full price. */
  discountLost: z.boolean(),
  /** Where to pay while the order is open: an invoice link or a checkout page. */
  payUrl: z.string().nullable(),
  createdAt: isoTime,
  expiresAt: isoTime,
  paidAt: isoTime.nullable(),
  /** When an unpaid order ended, and why: see `shared/cancelReasons.ts`. */
  closedAt: isoTime.nullable(),
  cancelReason: z.string().nullable(),
  /** The provider has been asked and has not answered yet; the result comes as a live event. */
  checking: z.boolean(),
});
export type Payment = z.infer<typeof payment>;

/** `check` asks the provider before answering. */
export const paymentGetInput = z.object({ id, check: z.boolean().default(false) });
export const paymentCancelInput = z.object({
  id,
  /** Why it will not be paid, as the app has seen it; only texts depend on it. */
  reason: z.enum(['by_person', 'stars_not_taken']).default('by_person'),
});
export const paymentListInput = z.object({ cursor: idCursor.optional(), limit: pageSize });

/** A payment with each of its charges, oldest first: a subscription is charged again and again. */
export const listedPayment = payment.extend({
  charges: z.array(z.object({ amount: count, status: z.enum(chargeStatuses), paidAt: isoTime })),
});
export type ListedPayment = z.infer<typeof listedPayment>;
export const paymentListOutput = z.object({
  items: z.array(listedPayment),
  nextCursor: idCursor.nullable(),
});
