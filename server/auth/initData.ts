import {
  createHmac,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { checkString, pairRefusals, readPairs } from './initDataPairs.ts';

/** Every reason to refuse init data. */
export const initDataRefusals = [
  ...pairRefusals,
  'no_hash',
  'bad_hash',
  'no_signature',
  'bad_signature',
  'no_auth_date',
  'bad_auth_date',
  'future',
  'expired',
  'no_user',
  'bad_user',
  'bad_start_param',
] as const;
export type InitDataRefusal = (typeof initDataRefusals)[number];

export type InitDataUser = Readonly<{
  /** Positive and below 2^53. */
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
  isPremium: boolean;
  isBot: boolean;
  photoUrl?: string;
}>;

/** What a genuine, fresh init data string says. Its strings hold no NUL and no lone surrogate. */
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

export type InitDataResult = { ok: true; data: InitData } | { ok: false; reason: InitDataRefusal };

export interface InitDataClock {
  now: Date;
  /** Seconds after `auth_date` for which the data are good. */
  maxAgeS: number;
  /** Seconds that Telegram's clock may be ahead of ours; 60 by default. */
  skewS?: number;
}

/** Ed25519 keys that Telegram signs with, in hex (Bot API, "Validating data for third-party use"). */
export const telegramPublicKeys = {
  production: 'e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d',
  test: '40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec',
} as const;

const DEFAULT_SKEW_S = 60;
const HASH = /^[0-9a-f]{64}$/;
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;
const AUTH_DATE = /^[0-9]{1,12}$/;
const START_PARAM = /^[\w-]{0,512}$/;

const secrets = new LRUCache<string, KeyObject>({ max: 100 });
const publicKeys = new LRUCache<string, KeyObject>({ max: 10 });

/**
 * Checks init data with the token of the bot they were issued for (Bot API, "Validating data received
 * via the Mini App"): the HMAC covers every pair except `hash`, `signature` included.
 * @throws RangeError for an empty token, since anyone could sign with that.
 */
export function validateInitData(
  raw: string,
  botToken: string,
  clock: InitDataClock,
): InitDataResult {
  const secret = secretOf(botToken);
  const pairs = readPairs(raw);
  if (typeof pairs === 'string') {
    return refuse(pairs);
  }
  const hash = pairs.get('hash');
  if (hash === undefined) {
    return refuse('no_hash');
  }
  if (!HASH.test(hash)) {
    return refuse('bad_hash');
  }
  const expected = createHmac('sha256', secret)
    .update(checkString(pairs, ['hash']))
    .digest();
  if (!timingSafeEqual(expected, Buffer.from(hash, 'hex'))) {
    return refuse('bad_hash');
  }
  return readClaims(pairs, clock);
}

/**
 * Checks init data by Telegram's own Ed25519 signature, knowing the bot's id but not its token (Bot
 * API, "Validating data for third-party use").
 * @param publicKey 32 bytes in hex; Telegram's production key by default.
 */
export function validateInitDataThirdParty(
  raw: string,
  botId: number,
  clock: InitDataClock,
  publicKey: string = telegramPublicKeys.production,
): InitDataResult {
  const pairs = readPairs(raw);
  if (typeof pairs === 'string') {
    return refuse(pairs);
  }
  const signature = pairs.get('signature');
  if (signature === undefined) {
    return refuse('no_signature');
  }
  const bytes = Buffer.from(signature, 'base64url');
  // The last character has bits to spare: only one spelling of the same bytes is accepted.
  if (!SIGNATURE.test(signature) || bytes.toString('base64url') !== signature) {
    return refuse('bad_signature');
  }
  const signed = `${botId}:WebAppData\n${checkString(pairs, ['hash', 'signature'])}`;
  if (!verify(null, Buffer.from(signed), publicKeyOf(publicKey), bytes)) {
    return refuse('bad_signature');
  }
  return readClaims(pairs, clock);
}

/** Reads what the signed pairs say. Fields that it does not know are left alone. */
function readClaims(pairs: Map<string, string>, clock: InitDataClock): InitDataResult {
  const authDate = pairs.get('auth_date');
  if (authDate === undefined) {
    return refuse('no_auth_date');
  }
  if (!AUTH_DATE.test(authDate)) {
    return refuse('bad_auth_date');
  }
  const now = clock.now.getTime();
  const issued = Number(authDate) * 1000;
  const expires = issued + clock.maxAgeS * 1000;
  // Both are written so that a NaN refuses.
  if (!(issued <= now + (clock.skewS ?? DEFAULT_SKEW_S) * 1000)) {
    return refuse('future');
  }
  if (!(now < expires)) {
    return refuse('expired');
  }
  const userJson = pairs.get('user');
  if (userJson === undefined) {
    return refuse('no_user');
  }
  const user = readUser(userJson);
  if (user === undefined) {
    return refuse('bad_user');
  }
  const startParam = pairs.get('start_param');
  if (startParam !== undefined && !START_PARAM.test(startParam)) {
    return refuse('bad_start_param');
  }
  // Frozen, since one object may serve many requests.
  const data: InitData = Object.freeze({
    user: Object.freeze(user),
    authDate: new Date(issued),
    expiresAt: new Date(expires),
    ...optional('startParam', startParam),
    ...optional('queryId', pairs.get('query_id')),
    ...optional('chatInstance', pairs.get('chat_instance')),
    ...optional('chatType', pairs.get('chat_type')),
  });
  return { ok: true, data };
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

function secretOf(botToken: string): KeyObject {
  if (botToken === '') {
    throw new RangeError('A bot token is needed to validate init data');
  }
  let secret = secrets.get(botToken);
  if (secret === undefined) {
    secret = createSecretKey(createHmac('sha256', 'WebAppData').update(botToken).digest());
    secrets.set(botToken, secret);
  }
  return secret;
}

function publicKeyOf(hex: string): KeyObject {
  let key = publicKeys.get(hex);
  if (key === undefined) {
    const x = Buffer.from(hex, 'hex').toString('base64url');
    key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    publicKeys.set(hex, key);
  }
  return key;
}

function refuse(reason: InitDataRefusal): InitDataResult {
  return { ok: false, reason };
}
