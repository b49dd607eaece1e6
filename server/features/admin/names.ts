import { visibleName } from '../../../shared/displayName.ts';

/** First and last name, as Telegram shows them; a dash for a name without visible characters. */
export function fullName(person: { first_name: string; last_name: string | null }): string {
  return visibleName([person.first_name, person.last_name].filter(Boolean).join(' ')) ?? '—';
}

/** The same for a row of a model. */
export function nameOf(person: { firstName: string; lastName: string | null }): string {
  return fullName({ first_name: person.firstName, last_name: person.lastName });
}
