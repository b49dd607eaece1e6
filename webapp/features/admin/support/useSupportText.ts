import { useOwnText } from '../../../i18n/useText.ts';
import { en, ru } from './texts.ts';

/** The texts of the support section; they come with the admin tab. */
export function useSupportText() {
  return useOwnText({ en, ru });
}
