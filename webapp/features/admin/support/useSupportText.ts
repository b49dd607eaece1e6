import { useOwnText } from '../../../i18n/useText.ts';
import { en, ru } from './texts.ts';

/** The texts of the support section; they are loaded with the admin tab. */
export function useSupportText() {
  return useOwnText({ en, ru });
}
