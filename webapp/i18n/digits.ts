import { COIN } from '../../shared/coins.ts';
import type { Language } from './language.ts';

export const MINUS = '\u2212';

/** Running Russian text groups digits from five on. */
const minGroupedDigits = { ru: 5, en: 4 } as const satisfies Record<Language, number>;
const marks = {
  ru: { group: '\u00a0', decimal: ',' },
  en: { group: ',', decimal: '.' },
} as const satisfies Record<Language, { group: string; decimal: string }>;

/**
 * As `Intl.NumberFormat` writes it, without the tenth of a second that the first use of `Intl` takes on a phone: the
 * balance is shown at once.
 * @param decimals exactly this many; undefined = as many as there are, two at most.
 */
export function groupDigits(
  language: Language,
  value: number,
  minDigits: number,
  decimals?: number,
): string {
  const { group, decimal } = marks[language];
  const written = value.toFixed(decimals ?? 2);
  const [whole = '', fraction = ''] = (
    decimals === undefined ? String(Number(written)) : written
  ).split('.');
  const digits = whole.length < minDigits ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction ? digits + decimal + fraction : digits;
}

/** Hundredths of a coin as an amount: `1,247.5`, `−19`. */
export function coinsAmount(language: Language, hundredths: number): string {
  return (hundredths < 0 ? MINUS : '') + groupDigits(language, Math.abs(hundredths) / COIN, 4);
}

/** A number as a person types it: without groups. */
export function typed(language: Language, value: number): string {
  return String(value).replace('.', marks[language].decimal);
}

/** A number inside a sentence. */
export function running(language: Language, value: number): string {
  return (
    (value < 0 ? '-' : '') + groupDigits(language, Math.abs(value), minGroupedDigits[language])
  );
}
