import { z } from 'zod';

export type InitDataUser = Readonly<{
  /** Positive and below 2^53. */
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
  isPremium: boolean;
  /** The person allows this bot to write to them. */
  allowsWriteToPm: boolean;
  isBot: boolean;
  photoUrl?: string;
}>;

/** The claims of a genuine, unexpired init data string. Its strings hold no NUL and no lone surrogate. */
export type InitData = Readonly<{
  user: InitDataUser;
  authDate: Date;
  /** `authDate` plus the allowed age: from this moment on the string is refused. */
  expiresAt: Date;
  startParam?: string;
  queryId?: string;
  chatInstance?: string;
  chatType?: string;
}>;

export interface InitDataClock {
  now: Date;
  /** For how many seconds after `auth_date` the data are valid. */
  maxAgeS: number;
  /** Seconds that Telegram's clock may be ahead of ours; 60 by default. */
  skewS?: number;
}

const DEFAULT_SKEW_S = 60;
const AUTH_DATE = /^[0-9]{1,12}$/;
const START_PARAM = /^[\w-]{0,512}$/;

export const claimRefusals = [
  'no_auth_date',
  'bad_auth_date',
  'future',
  'expired',
  'no_user',
  'bad_user',
  'bad_start_param',
] as const;
export type ClaimRefusal = (typeof claimRefusals)[number];

/** Reads the claims from the signed pairs. Unknown fields are ignored. */
export function readClaims(
  pairs: Map<string, string>,
  clock: InitDataClock,
): InitData | ClaimRefusal {
  const authDate = pairs.get('auth_date');
  if (authDate === undefined) {
    return 'no_auth_date';
  }
  if (!AUTH_DATE.test(authDate)) {
    return 'bad_auth_date';
  }
  const now = clock.now.getTime();
  const issued = Number(authDate) * 1000;
  const expires = issued + clock.maxAgeS * 1000;
  // Both are written so that a NaN is refused.
  if (!(issued <= now + (clock.skewS ?? DEFAULT_SKEW_S) * 1000)) {
    return 'future';
  }
  if (!(now < expires)) {
    return 'expired';
  }
  const userJson = pairs.get('user');
  if (userJson === undefined) {
    return 'no_user';
  }
  const user = readUser(userJson);
  if (user === undefined) {
    return 'bad_user';
  }
  const startParam = pairs.get('start_param');
  if (startParam !== undefined && !START_PARAM.test(startParam)) {
    return 'bad_start_param';
  }
  // Frozen, since one object may serve many requests.
  return Object.freeze({
    user: Object.freeze(user),
    authDate: new Date(issued),
    expiresAt: new Date(expires),
    ...optional('startParam', startParam),
    ...optional('queryId', pairs.get('query_id')),
    ...optional('chatInstance', pairs.get('chat_instance')),
    ...optional('chatType', pairs.get('chat_type')),
  });
}

/** JSON escapes can spell what PostgreSQL cannot store; Telegram never does, so it is refused. */
const storableText = z.string().refine((text) => text.isWellFormed() && !text.includes('\0'));

const userSchema = z.object({
  id: z.int().positive(),
  first_name: storableText,
  last_name: storableText.nullish(),
  username: storableText.nullish(),
  language_code: storableText.nullish(),
  is_premium: z.boolean().nullish(),
  allows_write_to_pm: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  photo_url: storableText.nullish(),
});

function readUser(json: string): InitDataUser | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = userSchema.safeParse(value);
  if (!parsed.success) {
    return undefined;
  }
  const user = parsed.data;
  return {
    id: user.id,
    firstName: user.first_name,
    ...optional('lastName', user.last_name),
    ...optional('username', user.username),
    ...optional('languageCode', user.language_code),
    isPremium: user.is_premium ?? false,
    allowsWriteToPm: user.allows_write_to_pm ?? false,
    isBot: user.is_bot ?? false,
    ...optional('photoUrl', user.photo_url),
  };
}

/** A field that is left out when its value is absent or empty. */
function optional<K extends string>(
  key: K,
  value: string | null | undefined,
): { [P in K]?: string } {
  return value ? ({ [key]: value } as { [P in K]: string }) : {};
}
