/**
 * The languages of the product. What depends on one is a `Record<Language, …>`, so the compiler names
 * every place that has to know a new one.
 */
export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in every language. */
export type Localized = Record<Language, string>;

/** For people whose language is not known. */
export const DEFAULT_LANGUAGE: Language = 'en';

/** The locales of dates and numbers. British English puts the day before the month and has a 24-hour clock. */
export const locales = { ru: 'ru', en: 'en-GB' } as const satisfies Record<Language, string>;

/** The sign between a number and its fraction, in text without a formatter. */
export const decimalSigns = { ru: ',', en: '.' } as const satisfies Record<Language, string>;

/** Telegram's languages whose readers get each of ours; all others get the default. */
export const readersOf = {
  ru: ['ru', 'be', 'uk', 'kk', 'ky', 'tg', 'uz'],
  en: ['en'],
} as const satisfies Record<Language, readonly string[]>;

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The language for Telegram's `language_code`, an IETF tag such as `pt-br`. */
export function languageFor(code: string | null | undefined): Language {
  const primary = code?.toLowerCase().split(/[-_]/)[0];
  return (
    languages.find((language) => readersOf[language].some((reader) => reader === primary)) ??
    DEFAULT_LANGUAGE
  );
}
