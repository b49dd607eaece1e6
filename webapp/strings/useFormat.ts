import { useTranslation } from 'react-i18next';
import { type Format, format } from './format.ts';
import type { Localized } from './language.ts';

/** Formats in the language in use; the component renders again when it changes. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return format[i18n.language === 'ru' ? 'ru' : 'en'];
}

/** Picks the person's language from a text that the server keeps in both. */
export function useLocalized(): (text: Localized) => string {
  const { language } = useFormat();
  return (text) => text[language];
}
