import type { Me } from '../../../shared/schemas/me.ts';

/** The name as Telegram shows it. */
export function fullName({ firstName, lastName }: Pick<Me, 'firstName' | 'lastName'>): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}
