import { type Format, format } from './format.ts';
import { usePack } from './index.ts';
import type { Localized } from './language.ts';

/** Formats in the language in use; the component renders again when it changes. */
export function useFormat(): Format {
  return format[usePack().language];
}

/** Picks the person's language from a text that the server keeps in both. */
export function useLocalized(): (text: Localized) => string {
  const { language } = useFormat();
  return (text) => text[language];
}
