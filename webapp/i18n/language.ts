import type { Language, Localized } from '../../shared/schemas/primitives.ts';
import { keep, readKept } from '../telegram/deviceStorage.ts';

export { languageFor } from '../../shared/language.ts';
export type { Language, Localized };

const REMEMBERED = 'language';

/** The language chosen in Settings, as known from the last session; null = as in Telegram. */
export function rememberedLanguage(): Language | null {
  const value = readKept(REMEMBERED);
  return value === 'ru' || value === 'en' ? value : null;
}

export function rememberLanguage(language: Language | null): void {
  keep(REMEMBERED, language);
}
