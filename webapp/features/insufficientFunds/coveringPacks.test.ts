import { expect, it } from 'vitest';
import { defaultPacks } from '../../../shared/catalog/packs.ts';
import { coveringPacks } from './coveringPacks.ts';

const packs = [...defaultPacks].reverse().map((pack) => ({ ...pack, bestValue: false }));
const coinsOf = (missing: number) => {
  const { shown, covering } = coveringPacks(packs, missing);
  return { shown: shown.map(({ coins }) => coins / 100), covering: (covering?.coins ?? 0) / 100 };
};

it('returns three packs from the smallest that covers the missing amount', () => {
  expect(coinsOf(1500)).toEqual({ shown: [50, 100, 250], covering: 50 });
  expect(coinsOf(10_001)).toEqual({ shown: [250, 500, 1000], covering: 250 });
});

it('still returns three where only the largest is enough, and where none is', () => {
  expect(coinsOf(160_000)).toEqual({ shown: [500, 1000, 2500], covering: 2500 });
  expect(coinsOf(9_000_000)).toEqual({ shown: [500, 1000, 2500], covering: 2500 });
});

it('returns nothing without packs', () => {
  expect(coveringPacks([], 100)).toEqual({ shown: [], covering: undefined });
});
