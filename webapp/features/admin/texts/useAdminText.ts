import { useOwnText } from '../../../i18n/useText.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** The texts of the admin tab; they are part of its chunk. */
export function useAdminText() {
  return useOwnText({ en, ru });
}
