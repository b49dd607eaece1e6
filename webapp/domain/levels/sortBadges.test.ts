import { expect, it } from 'vitest';
import type { Badge } from '../../../shared/schemas/progress.ts';
import { closeTo, shownProgress } from './sortBadges.ts';

const badge = (metric: Badge['metric'], progress: number, threshold: number) =>
  ({ metric, progress, threshold }) as Badge;

it('counts coins topped up as coins, and everything else as it is', () => {
  expect(shownProgress(badge('topup_coins', 33_300, 100_000))).toEqual({
    progress: 333,
    threshold: 1000,
  });
  expect(shownProgress(badge('images', 7, 10))).toEqual({ progress: 7, threshold: 10 });
});

it('lists badges that are at least half done as close, the nearest first', () => {
  const badges = [badge('images', 1, 10), badge('images', 5, 10), badge('images', 9, 10)];
  expect(closeTo(badges).map(({ progress }) => progress)).toEqual([9, 5]);
});
