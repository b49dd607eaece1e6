import { retrieveLaunchParams, retrieveRawInitData } from '@telegram-apps/sdk-react';

/** What Telegram told us when it opened the app. */
export interface Launch {
  /** Signed by Telegram; goes with every request as it is. Empty when opened from a keyboard. */
  rawInitData: string;
  startParam: string | null;
  /** The client's Mini App version, such as `8.0`. */
  version: string;
  platform: string;
  languageCode: string | null;
  user: LaunchUser | null;
}

/** Enough for a greeting before the server has answered; never trusted for more. */
export interface LaunchUser {
  id: number;
  firstName: string;
  photoUrl: string | null;
  isPremium: boolean;
}

let current: Launch | null = null;

/** The launch data of this session; null outside Telegram. */
export function launch(): Launch | null {
  return current;
}

/**
 * Reads the launch parameters.
 * @throws whatever the SDK throws when the page was not opened by Telegram.
 */
export function readLaunch(): Launch {
  const params = retrieveLaunchParams(true);
  const data = params.tgWebAppData;
  const user = data?.user;
  current = {
    rawInitData: retrieveRawInitData() ?? '',
    startParam: params.tgWebAppStartParam ?? data?.startParam ?? null,
    version: params.tgWebAppVersion,
    platform: params.tgWebAppPlatform,
    languageCode: user?.languageCode ?? null,
    user: user
      ? {
          id: user.id,
          firstName: user.firstName,
          photoUrl: user.photoUrl ?? null,
          isPremium: user.isPremium ?? false,
        }
      : null,
  };
  return current;
}

/** Whether version `a` is older than `b`; both are dotted numbers. */
export function isOlder(a: string, b: string): boolean {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor === bMajor ? aMinor < bMinor : aMajor < bMajor;
}
