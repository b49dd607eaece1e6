import type { Currency, Pack, PaymentOptions } from '../../../shared/schemas/payments.ts';

/**
 * The pack that gives at least as many coins as a custom amount for less money, the cheapest such one.
 * @param coins hundredths of a coin, as typed
 */
export function cheaperPack(
  { packs, custom }: PaymentOptions,
  coins: number,
  currency: Currency,
): Pack | null {
  const amountOf = (one: { stars: number; roubles: number | null }) =>
    currency === 'XTR' ? one.stars : (one.roubles ?? Number.POSITIVE_INFINITY);
  const price = Math.ceil((coins * amountOf(custom)) / custom.coins);
  const better = packs.filter((pack) => pack.coins >= coins && amountOf(pack) < price);
  return better.sort((a, b) => amountOf(a) - amountOf(b))[0] ?? null;
}
