import { z } from 'zod';
import { historyFilters, type MovementKind, paidMethods } from '../closedSets.ts';
import { balance, planState } from './me.ts';
import { asset, coinAmount, count, isoTime, pageSize, rowCursor, timeZone } from './primitives.ts';

export const walletOutput = z.object({
  balance,
  plan: planState.nullable(),
  freeAccess: z.object({ until: isoTime.nullable() }).nullable(),
  /** Of how many the credits are left: of the purchases of which something is left. */
  creditsTotal: count,
  /** What the coins pay for, at the lowest active price. */
  worth: z.object({ images: count, videos: count }),
});
export type WalletOutput = z.infer<typeof walletOutput>;

export const historyFilter = z.enum(historyFilters);
export type HistoryFilter = z.infer<typeof historyFilter>;

export const historyInput = z.object({
  filter: historyFilter.default('all'),
  cursor: rowCursor.optional(),
  limit: pageSize,
  /** Days are cut in this zone. */
  timeZone: timeZone.default('UTC'),
});

/** The subject of a movement, as far as it still exists. */
export const historySubject = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('generation'),
    id: z.string(),
    operation: z.string(),
    modelName: z.string(),
    prompt: z.string(),
  }),
  z.object({
    type: z.literal('payment'),
    id: z.string(),
    provider: z.string(),
    method: z.enum(paidMethods),
    promoCode: z.string().nullable(),
  }),
  z.object({ type: z.literal('promo'), code: z.string() }),
]);

export const historyItem = z.object({
  id: z.string(),
  asset,
  /** A closed set to the compiler; a process of an older version passes on what it does not know. */
  kind: z.custom<MovementKind>((value) => typeof value === 'string'),
  amount: coinAmount,
  balanceAfter: count,
  description: z.string(),
  subject: historySubject.nullable(),
  /** YYYY-MM-DD in the asked zone. */
  day: z.iso.date(),
  createdAt: isoTime,
});
export type HistoryItem = z.infer<typeof historyItem>;

export const historyOutput = z.object({
  items: z.array(historyItem),
  /** Coins of each whole day that this page touches, with the filter applied. */
  days: z.array(z.object({ day: z.iso.date(), total: z.int() })),
  nextCursor: rowCursor.nullable(),
});
export type HistoryOutput = z.infer<typeof historyOutput>;

/** A file with the whole history that matches the filter. */
export const exportHistoryInput = historyInput.pick({ filter: true, timeZone: true });
export const exportHistoryOutput = z.object({
  /** Signed, valid for some minutes; without the host where the server does not know its own. */
  url: z.string(),
  fileName: z.string(),
});
export type ExportHistory = z.infer<typeof exportHistoryOutput>;
