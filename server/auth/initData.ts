import {
  createHmac,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { claimRefusals, type InitData, type InitDataClock, readClaims } from './initDataClaims.ts';
import { checkString, pairRefusals, readPairs } from './initDataPairs.ts';

export type { InitData, InitDataClock } from './initDataClaims.ts';

/** Every reason to refuse init data. */
export const initDataRefusals = [
  ...pairRefusals,
  'no_hash',
  'bad_hash',
  'no_signature',
  'bad_signature',
  ...claimRefusals,
] as const;
export type InitDataRefusal = (typeof initDataRefusals)[number];

export type InitDataResult = { ok: true; data: InitData } | { ok: false; reason: InitDataRefusal };

/** Ed25519 keys that Telegram signs with, in hex (Bot API, "Validating data for third-party use"). */
export const telegramPublicKeys = {
  production: 'e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d',
  test: '40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec',
} as const;

const HASH = /^[0-9a-f]{64}$/;
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;

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
  return resultOf(readClaims(pairs, clock));
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
  // The last character has unused bits: only one spelling of the same bytes is accepted.
  if (!SIGNATURE.test(signature) || bytes.toString('base64url') !== signature) {
    return refuse('bad_signature');
  }
  const signed = `${botId}:WebAppData\n${checkString(pairs, ['hash', 'signature'])}`;
  if (!verify(null, Buffer.from(signed), publicKeyOf(publicKey), bytes)) {
    return refuse('bad_signature');
  }
  return resultOf(readClaims(pairs, clock));
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

function resultOf(claims: InitData | InitDataRefusal): InitDataResult {
  return typeof claims === 'string' ? refuse(claims) : { ok: true, data: claims };
}

function refuse(reason: InitDataRefusal): InitDataResult {
  return { ok: false, reason };
}
