import { describe, expect, it } from 'vitest';
import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { changeOf, failureShares } from './change.ts';
import { roundAxisMax, ticksTo } from './scale.ts';

describe('changeOf', () => {
  it.each([
    [
      { value: 112, before: 100 },
      { way: 'up', by: 0.12 },
    ],
    [
      { value: 75, before: 100 },
      { way: 'down', by: 0.25 },
    ],
    [
      { value: 4, before: 4 },
      { way: 'same', by: 0 },
    ],
    [
      { value: 0, before: 0 },
      { way: 'same', by: 0 },
    ],
    [
      { value: 3, before: 0 },
      { way: 'up', by: null },
    ],
  ])('%o', (figure, change) => {
    expect(changeOf(figure)).toEqual(change);
  });
});

describe('failureShares', () => {
  const overview = (works: [number, number], failed: [number, number]) =>
    ({
      works: { value: works[0], before: works[1] },
      failedWorks: { value: failed[0], before: failed[1] },
    }) as AdminOverview;

  it('compares shares in points', () => {
    const { value, change } = failureShares(overview([98, 95], [2, 5]));
    expect(value).toBeCloseTo(2);
    expect(change).toMatchObject({ way: 'down', by: expect.closeTo(3) });
  });

  it('is nought where nothing ended', () => {
    expect(failureShares(overview([0, 0], [0, 0]))).toEqual({
      value: 0,
      change: { way: 'same', by: 0 },
    });
  });
});

describe('scale', () => {
  it.each([
    [0, 3],
    [1, 3],
    [4, 6],
    [97, 120],
    [120, 120],
    [1300, 1500],
    [469_120, 600_000],
  ])('the axis for %i ends at %i', (most, top) => {
    expect(roundAxisMax(most)).toBe(top);
    expect(ticksTo(top)).toEqual([0, top / 3, (top / 3) * 2, top]);
  });
});
