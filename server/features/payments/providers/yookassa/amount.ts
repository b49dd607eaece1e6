import type { YooKassaAmount } from './types.ts';

const MINOR_PER_MAJOR = 100;

/** @param minor kopecks. @throws RangeError unless it is a whole number that is not negative. */
export function toYooKassaAmount(minor: number, currency: string): YooKassaAmount {
  if (!Number.isSafeInteger(minor) || minor < 0) {
    throw new RangeError('an amount is a whole number of minor units');
  }
  const rest = String(minor % MINOR_PER_MAJOR).padStart(2, '0');
  return { value: `${Math.floor(minor / MINOR_PER_MAJOR)}.${rest}`, currency };
}

/** @returns kopecks. @throws RangeError when the value is not written as `10.00`. */
export function fromYooKassaAmount(amount: YooKassaAmount): number {
  const match = /^(\d{1,12})\.(\d{2})$/.exec(amount.value);
  if (match === null) {
    throw new RangeError('an amount is written with two decimal places');
  }
  return Number(match[1]) * MINOR_PER_MAJOR + Number(match[2]);
}
