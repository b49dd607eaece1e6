import { type BadgeMetric, badgeMetrics } from '../../../shared/catalog/badges.ts';

/** `manual` badges are granted, not counted. */
export type CountedMetric = Exclude<BadgeMetric, 'manual'>;

/** New values of metrics: how many more (`add`), or how far it has got (`reach`). */
export type Counts = Partial<Record<CountedMetric, number>>;

/**
 * How a metric takes a new value. `add`: it is that much more. `reach`: it is that high now, and only
 * the highest value counts, so that going back and forth brings nothing.
 */
export const metricModes = {
  launches: 'add',
  images: 'add',
  videos: 'add',
  generations: 'add',
  operations_used: 'add',
  topups: 'add',
  topup_coins: 'add',
  webinars: 'add',
  friends: 'add',
  trainings: 'add',
  favourites: 'reach',
  streak_days: 'reach',
  level: 'reach',
} as const satisfies Record<CountedMetric, 'add' | 'reach'>;

/** The metrics that have a value, in one order for all, so that two writers can't deadlock. */
export function listCounts(counts: Counts): { metric: CountedMetric; value: number }[] {
  return badgeMetrics
    .filter((metric) => metric !== 'manual')
    .flatMap((metric) => {
      const value = counts[metric] ?? 0;
      return value > 0 ? [{ metric, value }] : [];
    });
}
