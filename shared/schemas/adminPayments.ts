/** Payments of everybody, as the team sees them; days are cut in UTC. */
import { z } from 'zod';
import { planKinds } from '../catalog/plans.ts';
import { MAX_PERIOD_DAYS, paymentFilters, timelineKinds } from '../closedSets.ts';
import { chargeStatuses, currency, paymentProvider, paymentStatus } from './payments.ts';
import {
  calendarDay,
  coinAmount,
  count,
  id,
  idCursor,
  isoTime,
  pageSize,
  plainText,
  requestId,
  searchText,
  visibleText,
} from './primitives.ts';

/** One charge of an order: what can be refunded. */
export const adminCharge = z.object({
  chargeId: z.string(),
  amount: count,
  coins: coinAmount,
  status: z.enum(chargeStatuses),
  paidAt: isoTime,
  /** The amount that has been refunded of it. */
  returned: count,
});

export const adminPayment = z.object({
  id: z.string(),
  userId: count,
  userName: z.string(),
  provider: paymentProvider,
  method: z.string(),
  status: paymentStatus,
  amount: count,
  currency,
  coins: coinAmount,
  /** Of a plan that was bought. */
  planKind: z.enum(planKinds).nullable(),
  promoCode: z.string().nullable(),
  /** Why it was not paid: see `shared/cancelReasons.ts`. */
  cancelReason: z.string().nullable(),
  createdAt: isoTime,
  paidAt: isoTime.nullable(),
  charges: z.array(adminCharge),
});
export type AdminPayment = z.infer<typeof adminPayment>;

export const adminPaymentsInput = z.object({
  filter: z.enum(paymentFilters).default('all'),
  /** An order's id, a charge's id, or a person's id or Telegram id. */
  query: searchText(200).default(''),
  provider: paymentProvider.optional(),
  /** The sum that was asked for, in the currency's smallest unit. */
  minAmount: count.max(1_000_000_000_000).optional(),
  maxAmount: count.max(1_000_000_000_000).optional(),
  cursor: idCursor.optional(),
  limit: pageSize,
});
export const adminPaymentsOutput = z.object({
  items: z.array(adminPayment),
  nextCursor: idCursor.nullable(),
});

export const paymentIdInput = z.object({ paymentId: id });

/** One event of an order. */
export const timelineEntry = z.object({
  kind: z.enum(timelineKinds),
  at: isoTime,
  amount: count.nullable(),
  coins: coinAmount.nullable(),
  /** A charge's id, a reason, a provider's report, a kind of alert, or an admin's action. */
  text: z.string().nullable(),
  /** Of an alert. */
  alertId: count.nullable(),
});
export const paymentDetails = z.object({
  payment: adminPayment,
  /** The oldest first. */
  timeline: z.array(timelineEntry),
  /** The provider's own id of the payment, where it has one. */
  providerPaymentId: z.string().nullable(),
});
export type PaymentDetails = z.infer<typeof paymentDetails>;

export const checkPaymentInput = z.object({ requestId, paymentId: id });
export const checkPaymentOutput = z.object({
  before: paymentStatus,
  /** The state after the provider was asked. */
  status: paymentStatus,
});

export const refundPaymentInput = z.object({
  requestId,
  provider: paymentProvider,
  chargeId: plainText(200, 1),
  /** In the currency's smallest unit; all that is left where it is not given. */
  amount: z.int().positive().optional(),
  reason: visibleText(300),
});
export const refundPaymentOutput = z.object({ status: z.enum(['refunding', 'refunded']) });

export const refundPreviewInput = z.object({
  provider: paymentProvider,
  chargeId: plainText(200, 1),
  amount: z.int().positive().optional(),
});
/** What a refund would do now. */
export const refundPreview = z.object({
  /** A part of it can be given back, too. */
  parts: z.boolean(),
  /** Of the charge's money, the amount of this refund, and the largest possible one. */
  amount: count,
  left: count,
  /** Hundredths of coins that go with it: taken from the balance, and missing there. */
  coins: coinAmount,
  taken: coinAmount,
  missing: coinAmount,
});

export const providerTotalsInput = z
  .object({ from: calendarDay, to: calendarDay })
  .refine(({ from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    return days >= 0 && days < MAX_PERIOD_DAYS;
  });
const totals = z.object({ charges: count, paid: count, returned: count });
export const providerTotalsOutput = z.object({
  /** The newest day first; days on which nothing happened are left out. */
  items: z.array(
    z.object({
      day: z.iso.date(),
      provider: paymentProvider,
      currency,
      ours: totals,
      /** Null: the provider lists nothing of this day, or its list has not been read. */
      theirs: totals.nullable(),
      /** A past day on which both sides differ. */
      differs: z.boolean(),
    }),
  ),
});
export type ProviderTotals = z.infer<typeof providerTotalsOutput>;

export const providerDayInput = z.object({ provider: paymentProvider, day: calendarDay });
export const providerDayOutput = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['payment', 'refund']),
      chargeId: z.string(),
      ours: count.nullable(),
      theirs: count.nullable(),
    }),
  ),
});
