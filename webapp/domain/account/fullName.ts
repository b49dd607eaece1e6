import { displayName } from '../../../shared/displayName.ts';
import type { Me } from '../../../shared/schemas/me.ts';
import { currentLanguage } from '../../i18n/index.ts';

/** The name as Telegram shows it; a neutral one for a name without visible characters. */
export function fullName(person: Pick<Me, 'firstName' | 'lastName'>): string {
  return displayName(person, currentLanguage());
}
