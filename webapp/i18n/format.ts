import { COIN } from '../../shared/coins.ts';
import { dateFormats } from './dates.ts';
import { coinsAmount, groupDigits, MINUS, running } from './digits.ts';
import type { Language } from './language.ts';
import { type Case, declined, type Noun, nouns } from './nouns.ts';
import { plural } from './plural.ts';

const NBSP = '\u00a0';

const sizeUnits = {
  ru: ['КБ', 'МБ', 'ГБ'],
  en: ['KB', 'MB', 'GB'],
} as const satisfies Record<Language, readonly string[]>;
const timeUnits = {
  ru: { s: 'с', m: 'мин', h: 'ч' },
  en: { s: 's', m: 'min', h: 'h' },
} as const satisfies Record<Language, Record<string, string>>;

export type Format = ReturnType<typeof createFormat>;

/** Formats values as text in one language. Money is given in its smallest units. */
function createFormat(language: Language) {
  const grouped = (value: number) => groupDigits(language, Math.abs(value), 4);
  const sign = (value: number, plus: string) => (value < 0 ? MINUS : value > 0 ? plus : '');

  const coins = (hundredths: number) => coinsAmount(language, hundredths);
  const noun = (count: number, name: Noun, as: Case = 'nominative') => {
    const other = language === 'ru' ? declined[`${as}_${name}`] : undefined;
    return plural(language, count, other ?? nouns[language][name]);
  };

  return {
    language,
    coins,
    /** With a written sign: `+500`, `−19`. */
    signedCoins: (hundredths: number) => sign(hundredths, '+') + grouped(hundredths / COIN),
    /** With the noun: `1.5 coins`, `5 монет`. */
    coinsInWords: (hundredths: number, as?: Case) =>
      `${coins(hundredths)}${NBSP}${noun(hundredths / COIN, 'coin', as)}`,
    /** Kopecks as roubles: `1,071 ₽`; kopecks are shown when there are any. */
    roubles: (kopecks: number) => {
      const value = groupDigits(language, Math.abs(kopecks) / 100, 4, kopecks % 100 === 0 ? 0 : 2);
      return `${sign(kopecks, '')}${value}${NBSP}₽`;
    },
    /** Whole Telegram Stars with the noun: `612 stars`. Beside a star glyph use `amount`. */
    starsInWords: (stars: number, as?: Case) =>
      `${sign(stars, '')}${grouped(stars)}${NBSP}${noun(stars, 'star', as)}`,
    /** A sum in the payment's own currency. */
    money: (amount: number, currency: 'XTR' | 'RUB', as?: Case): string =>
      currency === 'RUB'
        ? format[language].roubles(amount)
        : format[language].starsInWords(amount, as),
    /** A grouped number, for values that stand alone. */
    amount: (value: number) => sign(value, '') + grouped(value),
    /** A number inside a sentence (Russian groups it from five digits). */
    number: (value: number) => running(language, value),
    /** `3 images`, `5 картинок`. */
    counted: (count: number, name: Noun, as?: Case) =>
      `${running(language, count)}${NBSP}${noun(count, name, as)}`,
    /** The noun alone, in the form for this count. */
    noun,
    /** 0 to 1 as `62%`, without a space in Russian, too. */
    percent: (share: number) => `${Math.round(share * 100)}%`,
    /** `−10%` */
    discount: (percent: number) => `${MINUS}${percent}%`,
    bytes: (bytes: number) => formatBytes(language, bytes),
    /** `8 s`, `3 min`. */
    duration: (seconds: number) => formatDuration(language, seconds),
    /** `0:08` */
    clock: (milliseconds: number) => {
      const seconds = Math.round(milliseconds / 1000);
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    },
    ...dateFormats(language),
  };
}

function formatBytes(language: Language, bytes: number): string {
  const units = sizeUnits[language];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value < 10 && unit > 0 ? 1 : 0;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  return `${number}${NBSP}${units[unit]}`;
}

function formatDuration(language: Language, seconds: number): string {
  const units = timeUnits[language];
  if (seconds < 100) {
    return `${Math.max(1, Math.round(seconds))}${NBSP}${units.s}`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 100
    ? `${minutes}${NBSP}${units.m}`
    : `${Math.round(minutes / 60)}${NBSP}${units.h}`;
}

export const format: Record<Language, Format> = { en: createFormat('en'), ru: createFormat('ru') };
