/**
 * Coins are counted in hundredths of a coin, as whole numbers: 1.5 coins are `150`.
 * Nothing that holds value is ever a fraction.
 */
declare const coinsBrand: unique symbol;
export type Coins = number & { readonly [coinsBrand]: 'Coins' };

/** Hundredths in one coin. */
export const COIN = 100;

/** The largest amount that one movement may have: ten million coins. */
export const MAX_COINS = 10_000_000 * COIN;

/**
 * Takes a whole number of hundredths as Coins.
 * @throws RangeError when it is not a safe whole number.
 */
export function coins(hundredths: number): Coins {
  if (!Number.isSafeInteger(hundredths)) {
    throw new RangeError(`Coins are whole hundredths, not ${hundredths}`);
  }
  return hundredths as Coins;
}

/**
 * Reads a decimal such as `1.5` or `1,5` (at most two digits after the point).
 * @returns null when the text is not such an amount.
 */
export function parseCoins(text: string): Coins | null {
  const match = /^(\d{1,8})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) {
    return null;
  }
  const [, whole = '0', fraction = ''] = match;
  return coins(Number(whole) * COIN + Number(fraction.padEnd(2, '0')));
}

/** Writes an amount plainly, without trailing zeros: `1.5`, `-19`, `0.05`. For logs and CSV. */
export function formatCoinsPlain(amount: Coins): string {
  const sign = amount < 0 ? '-' : '';
  const absolute = Math.abs(amount);
  const fraction = String(absolute % COIN)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${sign}${Math.floor(absolute / COIN)}${fraction ? `.${fraction}` : ''}`;
}
