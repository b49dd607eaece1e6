import { visibleName } from '../../../shared/displayName.ts';

/** First and last name, as Telegram shows them; a dash for a name that shows nothing. */
export function fullName(person: { first_name: string; last_name: string | null }): string {
  return visibleName([person.first_name, person.last_name].filter(Boolean).join(' ')) ?? '—';
}
