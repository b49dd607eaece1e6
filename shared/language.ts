/** Which of the app's languages a person reads: one rule for the server, the bots and the app. */
import type { Language } from './schemas/primitives.ts';

/** Telegram's languages whose readers are better served in Russian than in English. */
export const russianReaders = ['ru', 'be', 'uk', 'kk', 'ky', 'tg', 'uz'] as const;

/** The language for Telegram's `language_code`, an IETF tag such as `pt-br`; English when it says nothing. */
export function languageFor(code: string | null | undefined): Language {
  const primary = code?.toLowerCase().split(/[-_]/)[0];
  return russianReaders.some((reader) => reader === primary) ? 'ru' : 'en';
}
