import type { User } from 'grammy/types';

/** A person with a Telegram account in the simulation. */
export interface Person {
  /** Short stable name used in addresses and tests: `anna`, `irina`, or the id as text. */
  key: string;
  id: number;
  firstName: string;
  lastName: string;
  username: string;
  languageCode: string;
  isPremium: boolean;
  hasPhoto: boolean;
  /** Has pressed Start in every bot already, so that bots may write. */
  knowsBots: boolean;
  /** Whole Telegram Stars the person can spend. */
  stars: number;
}

export const ANNA: Person = {
  key: 'anna',
  id: 700_100_001,
  firstName: 'Anna',
  lastName: 'Kovaleva',
  username: 'anna_kov',
  languageCode: 'en',
  isPremium: true,
  hasPhoto: true,
  knowsBots: true,
  stars: 5_000,
};

export const IRINA: Person = {
  key: 'irina',
  id: 700_100_002,
  firstName: 'Ирина',
  lastName: 'Соколова',
  username: 'irina_admin',
  languageCode: 'ru',
  isPremium: false,
  hasPhoto: true,
  knowsBots: true,
  stars: 1_000,
};

const NEWCOMER_NAMES = [
  ['Mila', 'Orlova'],
  ['Daniel', 'Reed'],
  ['Тимур', 'Ахметов'],
  ['Sofia', 'Marin'],
  ['Oleg', 'Petrov'],
  ['Lena', 'Hart'],
] as const;

/** A person nobody has seen before. `id` must be unused. */
export function newcomer(id: number): Person {
  const [firstName, lastName] = NEWCOMER_NAMES[id % NEWCOMER_NAMES.length] ?? NEWCOMER_NAMES[0];
  return {
    key: String(id),
    id,
    firstName,
    lastName,
    username: '',
    languageCode: 'en',
    isPremium: false,
    hasPhoto: false,
    knowsBots: false,
    stars: 1_000,
  };
}

/** The person as the Bot API's `User`. */
export function asUser(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.lastName && { last_name: person.lastName }),
    ...(person.username && { username: person.username }),
    language_code: person.languageCode,
    ...(person.isPremium && { is_premium: true as const }),
  };
}

/** A drawn portrait, in the same format as Telegram's own profile pictures (SVG). */
export function portrait(person: Person): string {
  const hue = (person.id * 47) % 360;
  const hair = person.id % 2 ? '#4a2420' : '#2b2a33';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160"><defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="hsl(${hue} 45% 46%)"/><stop offset="1" stop-color="hsl(${hue + 30} 50% 22%)"/></linearGradient></defs><rect width="160" height="160" fill="url(#b)"/><path d="M44 92c-8-44 10-72 38-72s44 26 36 72c-2 18 6 30-2 44H46c-8-14 0-26-2-44Z" fill="${hair}"/><path d="M68 104h24v26H68Z" fill="#c98762"/><ellipse cx="80" cy="80" rx="25" ry="33" fill="#efb990"/><path d="M54 76c2-24 14-34 30-34 14 0 22 10 23 30-10-4-16-12-19-20-8 12-20 20-34 24Z" fill="${hair}"/><path d="M69 80h6M86 80h6" stroke="${hair}" stroke-width="4" stroke-linecap="round"/><path d="M71 97c6 5 12 5 18 0" stroke="#a8453f" stroke-width="3.5" fill="none" stroke-linecap="round"/><path d="M22 160c3-26 24-34 46-40 8 8 16 8 24 0 22 6 43 14 46 40Z" fill="hsl(${hue + 180} 52% 52%)"/></svg>`;
}
