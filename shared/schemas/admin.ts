import { z } from 'zod';
import { balance, role } from './me.ts';
import { paymentStatus } from './payments.ts';
import { coinAmount, count, cursor, isoTime, pageSize, plainText } from './primitives.ts';
import { historyItem } from './wallet.ts';

export const periods = ['today', 'week', 'month'] as const;
export const overviewInput = z.object({ period: z.enum(periods).default('week') });

/** A figure and the same figure of the period before. */
const figure = z.object({ value: z.int(), before: z.int() });
export const overviewOutput = z.object({
  newUsers: figure,
  activeUsers: figure,
  revenueStars: figure,
  revenueKopecks: figure,
  works: figure,
  failedWorks: figure,
  coinsIssued: figure,
  coinsSpent: figure,
  queue: z.object({ queued: count, running: count, oldestSeconds: count }),
  openPayments: count,
  violations: count,
  perDay: z.array(
    z.object({ day: z.iso.date(), stars: count, kopecks: count, works: count, users: count }),
  ),
});
export type AdminOverview = z.infer<typeof overviewOutput>;

export const usersInput = z.object({
  query: plainText(100).default(''),
  filter: z.enum(['all', 'paying', 'plan', 'blocked', 'staff']).default('all'),
  cursor: cursor.optional(),
  limit: pageSize,
});
export const adminUser = z.object({
  id: count,
  telegramId: count,
  firstName: z.string(),
  lastName: z.string().nullable(),
  username: z.string().nullable(),
  photoUrl: z.string().nullable(),
  role,
  level: count,
  coins: coinAmount,
  blocked: z.boolean(),
  lastSeenAt: isoTime,
  createdAt: isoTime,
});
export type AdminUser = z.infer<typeof adminUser>;
export const usersOutput = z.object({ items: z.array(adminUser), nextCursor: cursor.nullable() });

export const userIdInput = z.object({ userId: count });
export const userCardOutput = z.object({
  user: adminUser,
  balance,
  xp: count,
  works: count,
  paidStars: count,
  paidKopecks: count,
  referrer: z.string().nullable(),
  ledger: z.array(historyItem),
  payments: z.array(
    z.object({
      id: z.string(),
      provider: z.string(),
      status: paymentStatus,
      amount: count,
      currency: z.string(),
      coins: coinAmount,
      createdAt: isoTime,
    }),
  ),
});
export type AdminUserCard = z.infer<typeof userCardOutput>;
