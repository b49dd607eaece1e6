import { type BadgeMetric, badgeMetrics } from '../../../shared/catalog/badges.ts';

/** `manual` badges are granted, those of the first people are compared with all others: nothing is counted. */
const uncounted = ['manual', 'early_people'] as const;
export type CountedMetric = Exclude<BadgeMetric, (typeof uncounted)[number]>;

export function isCounted(metric: BadgeMetric): metric is CountedMetric {
  return uncounted.every((one) => one !== metric);
}

/** New values of metrics: an increment (`add`), or the value reached (`reach`). */
export type Counts = Partial<Record<CountedMetric, number>>;

/**
 * How a metric takes a new value. `add`: increments it. `reach`: only the highest value counts, so that going
 * back and forth brings nothing.
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
  return badgeMetrics.filter(isCounted).flatMap((metric) => {
    const value = counts[metric] ?? 0;
    return value > 0 ? [{ metric, value }] : [];
  });
}
