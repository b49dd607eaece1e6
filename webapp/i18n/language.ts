import type { Language, Localized } from '../../shared/schemas/primitives.ts';
import { keep, readKept } from '../telegram/deviceStorage.ts';

export type { Language, Localized };

const REMEMBERED = 'language';

/** Telegram's languages whose readers are better served in Russian. */
const russianReaders = new Set(['ru', 'be', 'kk', 'ky', 'tg', 'uz']);

/** The app's language for Telegram's `language_code` (an IETF tag such as `pt-br`). */
export function languageFor(code: string | null | undefined): Language {
  const primary = code?.toLowerCase().split('-')[0] ?? '';
  return russianReaders.has(primary) ? 'ru' : 'en';
}

/** The language chosen in Settings, as known from the last session; null = as in Telegram. */
export function rememberedLanguage(): Language | null {
  const value = readKept(REMEMBERED);
  return value === 'ru' || value === 'en' ? value : null;
}

export function rememberLanguage(language: Language | null): void {
  keep(REMEMBERED, language);
}
