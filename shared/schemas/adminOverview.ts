/** The team's dashboard. Days are cut in UTC. */
import { z } from 'zod';
import { alertKinds, MAX_PERIOD_DAYS, movementKinds, overviewPeriods } from '../closedSets.ts';
import { currency, paymentProvider } from './payments.ts';
import { calendarDay, count, isoTime } from './primitives.ts';

const day = z.iso.date();

const DAY_MS = 86_400_000;

/** A number of days up to now, or from one day to another, both included. */
export const overviewInput = z
  .object({
    period: z.enum(overviewPeriods).default('week'),
    /** With `custom`, and only then. */
    from: calendarDay.optional(),
    to: calendarDay.optional(),
  })
  .refine(
    ({ period, from, to }) => (period === 'custom') === (from !== undefined && to !== undefined),
    {
      path: ['from'],
      message: 'two days are named with a custom period, and only then',
    },
  )
  .refine(
    ({ from, to }) => {
      const days = (Date.parse(to ?? '') - Date.parse(from ?? '')) / DAY_MS;
      return Number.isNaN(days) || (days >= 0 && days < MAX_PERIOD_DAYS);
    },
    { path: ['to'], message: `up to ${MAX_PERIOD_DAYS} days, the first one first` },
  );

/** A figure, and the same figure of the period before, up to the same time of day. */
export const figure = z.object({ value: z.int(), before: z.int() });
export type Figure = z.infer<typeof figure>;

export const overviewOutput = z.object({
  from: day,
  to: day,
  /** When the job last counted the newest day; null: never. */
  countedAt: isoTime.nullable(),
  newUsers: figure,
  /** Active in the longest of a day, 7 and 30 days that fits into the period. */
  activeUsers: figure,
  /** At the end of the period: people active on its last day, and in 7 and 30 days up to it. */
  active: z.object({ day: figure, week: figure, month: figure }),
  /** Taken less refunded, both on the day when it happened. */
  revenueStars: figure,
  revenueKopecks: figure,
  returnedStars: figure,
  returnedKopecks: figure,
  revenue: z.array(
    z.object({
      provider: paymentProvider,
      currency,
      paid: count,
      charges: count,
      returned: count,
      returns: count,
      /** Net, of the period before. */
      before: z.int(),
    }),
  ),
  payers: figure,
  firstPayers: figure,
  works: figure,
  failedWorks: figure,
  generations: z.array(
    z.object({
      model: z.string(),
      name: z.string(),
      succeeded: count,
      failed: count,
      cancelled: count,
      running: count,
    }),
  ),
  coinsIssued: figure,
  coinsSpent: figure,
  /** Hundredths by kind of movement, signed; the largest first. */
  coins: z.array(z.object({ kind: z.enum(movementKinds), amount: z.int() })),
  /** People who opened the app for the first time, and what they did within 30 days. */
  funnel: z.object({ launched: figure, worked: figure, paid: figure }),
  referrals: z.object({
    invited: figure,
    counted: figure,
    coins: figure,
    paidStars: figure,
    paidKopecks: figure,
  }),
  promo: z.array(z.object({ code: z.string(), uses: count, stars: count, kopecks: count })),
  /** Newcomers by week, and how many of them were active in each week since; the oldest week first. */
  retention: z.array(z.object({ week: day, people: count, active: z.array(count) })),
  alerts: z.array(z.object({ kind: z.enum(alertKinds), open: count })),
  queue: z.object({ queued: count, running: count, oldestSeconds: count }),
  openPayments: count,
  /** Broken invariants that the last nightly audit found … */
  violations: count,
  /** … and when it ran; null before the first one. */
  auditedAt: isoTime.nullable(),
  /** At least the last seven days, oldest first. Money is net of what was given back on the day. */
  perDay: z.array(
    z.object({
      day,
      stars: z.int(),
      kopecks: z.int(),
      works: count,
      failed: count,
      users: count,
      active: count,
    }),
  ),
});
export type AdminOverview = z.infer<typeof overviewOutput>;
