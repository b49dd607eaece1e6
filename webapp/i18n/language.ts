import { isLanguage, type Language, type Localized } from '../../shared/language.ts';
import { keep, readKept } from '../telegram/deviceStorage.ts';

export { isLanguage, languageFor, languages, locales } from '../../shared/language.ts';
export type { Language, Localized };

const REMEMBERED = 'language';

/** The language chosen in Settings, as known from the last session; null = as in Telegram. */
export function rememberedLanguage(): Language | null {
  const value = readKept(REMEMBERED);
  return isLanguage(value) ? value : null;
}

export function rememberLanguage(language: Language | null): void {
  keep(REMEMBERED, language);
}
