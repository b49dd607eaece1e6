import { readForTab, writeForTab } from './deviceStorage.ts';
import { isLaunchQuery, parseLaunchParams, queryOf } from './launchParams.ts';
import type { Palette } from './palette.ts';

/** What Telegram passes when it opens the app. */
export interface Launch {
  /** Signed by Telegram; goes with every request as it is. Empty when opened from a keyboard. */
  rawInitData: string;
  startParam: string | null;
  /** The `bot` of the address; undefined = none. */
  bot: string | undefined;
  /** The client's Mini App version, such as `8.0`; null where it does not say. */
  version: string | null;
  platform: string;
  theme: Palette;
  languageCode: string | null;
  user: LaunchUser | null;
}

/** Enough for a greeting before the server has answered; never trusted for more. */
export interface LaunchUser {
  id: number;
  firstName: string;
  lastName: string | null;
  photoUrl: string | null;
  isPremium: boolean;
}

/** The launch, kept for the tab: after a reload the address has no parameters any more. */
interface Opening {
  query: string;
  bot: string | undefined;
  /** Its start parameter was acted on. */
  followed: boolean;
}

const OPENING = 'opening';
let opening: Opening | null = null;
let current: Launch | null = null;

/** The launch data of this session; null outside Telegram. */
export function launch(): Launch | null {
  return current;
}

/** The launch parameters as they stood in the address. */
export function launchQuery(): string | null {
  return opening?.query ?? null;
}

/** Reads the launch parameters from the address, or after a reload from the tab's storage. */
export function readLaunch(): Launch | null {
  opening = fromAddress() ?? kept();
  if (!opening) {
    return null;
  }
  writeForTab(OPENING, opening);
  const { user, ...params } = parseLaunchParams(opening.query);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  current = {
    ...params,
    bot: opening.bot,
    languageCode: text(user?.language_code),
    user:
      user && typeof user.id === 'number'
        ? {
            id: user.id,
            firstName: text(user.first_name) ?? '',
            lastName: text(user.last_name),
            photoUrl: text(user.photo_url),
            isPremium: user.is_premium === true,
          }
        : null,
  };
  return current;
}

function fromAddress(): Opening | null {
  const addresses = [location.href, performance.getEntriesByType('navigation')[0]?.name ?? ''];
  for (const address of addresses) {
    const query = queryOf(address);
    if (isLaunchQuery(query)) {
      const bot = new URLSearchParams(query).get('bot') || undefined;
      const before = kept();
      // The browser went back to the address with its parameters: the same launch.
      const followed = before?.query === query && before.followed;
      return { query, bot, followed };
    }
  }
  return null;
}

function kept(): Opening | null {
  const value = readForTab(OPENING) as Partial<Opening> | null;
  return typeof value?.query === 'string'
    ? { query: value.query, bot: value.bot, followed: value.followed === true }
    : null;
}

/**
 * Whether to act on the start parameter: once per launch. After a reload the server sends it again, and it
 * must not act a second time.
 */
export function takeStart(): boolean {
  if (!opening || opening.followed) {
    return false;
  }
  opening = { ...opening, followed: true };
  writeForTab(OPENING, opening);
  return true;
}
