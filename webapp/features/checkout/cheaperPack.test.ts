import { expect, it } from 'vitest';
import { defaultPacks } from '../../../shared/catalog/packs.ts';
import type { PaymentOptions } from '../../../shared/schemas/payments.ts';
import { cheaperPack } from './cheaperPack.ts';

const rate = { coins: 10_000, stars: 160, roubles: 27_900 };
const options: PaymentOptions = {
  methods: [],
  packs: defaultPacks.map((pack) => ({ ...pack, bestValue: false })),
  custom: { min: 1000, max: 1_000_000, ...rate },
};

it.each([
  // 430 coins cost 688 Stars, 500 cost 680.
  [430, 'XTR', 'coins-500'],
  [420, 'XTR', null],
  [2000, 'XTR', 'coins-2500'],
  [430, 'RUB', 'coins-500'],
  [3000, 'XTR', null],
  [10, 'XTR', null],
] as const)('for %i coins in %s it is %s', (coins, currency, code) => {
  expect(cheaperPack(options, coins * 100, currency)?.code ?? null).toBe(code);
});
