import { isLanguage, type Language } from '../../shared/language.ts';
import { keep, readKept } from '../telegram/deviceStorage.ts';

const NAME = 'language';

/** The language chosen in Settings, as known from the last session; null = as in Telegram. */
export function rememberedLanguage(): Language | null {
  const value = readKept(NAME);
  return isLanguage(value) ? value : null;
}

export function rememberLanguage(language: Language | null): void {
  keep(NAME, language);
}
