import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level } from '../catalog/catalog.ts';
import { levelProgressOf, levelsPassed, roadAround } from './levels.ts';

/** Ascending thresholds, the first of them 0. */
const levelTables = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 30 })
  .map((thresholds) =>
    [0, ...thresholds.sort((a, b) => a - b)].map(
      (min_xp, index): Level => ({
        level: index + 1,
        min_xp,
        name: { ru: '', en: '' },
        coins: 0,
        free_operations: 0,
      }),
    ),
  );
const amounts = fc.integer({ min: 0, max: 2_000_000 });

describe('standingOf', () => {
  it('finds the level whose span holds the XP', () => {
    fc.assert(
      fc.property(levelTables, amounts, (levels, xp) => {
        const { current, next } = levelProgressOf(levels, xp);
        expect(current.min_xp).toBeLessThanOrEqual(xp);
        expect(next?.min_xp ?? Infinity).toBeGreaterThan(xp);
      }),
    );
  });

  it('never falls as XP grows', () => {
    fc.assert(
      fc.property(levelTables, amounts, amounts, (levels, xp, more) => {
        const before = levelProgressOf(levels, xp).current.level;
        const after = levelProgressOf(levels, xp + more).current.level;
        expect(after).toBeGreaterThanOrEqual(before);
        expect(levelsPassed(levels, before, after)).toHaveLength(after - before);
      }),
    );
  });

  it('puts what is below the first threshold on the first level', () => {
    const [first] = fc.sample(levelTables, 1);
    expect(
      levelProgressOf(
        (first ?? []).map((level) => ({ ...level, min_xp: 5 })),
        0,
      ).current.level,
    ).toBe(1);
  });
});

describe('roadAround', () => {
  it('holds the current level, at most two before and three after it', () => {
    fc.assert(
      fc.property(levelTables, amounts, (levels, xp) => {
        const { current } = levelProgressOf(levels, xp);
        const numbers = roadAround(levels, current).map(({ level }) => level);
        expect(numbers).toContain(current.level);
        expect(numbers.filter((level) => level < current.level)).toHaveLength(
          Math.min(2, current.level - 1),
        );
        expect(numbers.filter((level) => level > current.level)).toHaveLength(
          Math.min(3, levels.length - current.level),
        );
      }),
    );
  });
});
