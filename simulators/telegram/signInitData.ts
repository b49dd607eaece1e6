import { createHash, createHmac, type KeyObject, sign } from 'node:crypto';

/** The fields of init data, not yet encoded; objects (such as `user`) become JSON. */
export type InitDataFields = Record<string, string | number | object>;

export interface SignInitDataOptions {
  /**
   * Telegram's clients always carry a `signature` and the SDK insists on the field. `stand-in` gives
   * 64 bytes of the right form, a private Ed25519 key a signature that verifies with its public key,
   * `none` leaves the field out as old clients do.
   */
  signature?: 'stand-in' | 'none' | KeyObject;
}

/**
 * Makes init data as Telegram issues them to a Mini App. Nothing is checked: tests also sign invalid data.
 * @param fields in their final order; `signature` and `hash` are added last.
 * @returns the raw string, percent-encoded.
 */
export function signInitData(
  fields: InitDataFields,
  botToken: string,
  { signature = 'stand-in' }: SignInitDataOptions = {},
): string {
  const pairs = Object.entries(fields).map(
    ([key, value]) =>
      [key, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
  );
  const signed = [...pairs];
  if (signature === 'stand-in') {
    signed.push(['signature', createHash('sha512').update(lines(pairs)).digest('base64url')]);
  } else if (signature !== 'none') {
    const text = `${botToken.split(':')[0]}:WebAppData\n${lines(pairs)}`;
    signed.push(['signature', sign(null, Buffer.from(text), signature).toString('base64url')]);
  }
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest();
  const hash = createHmac('sha256', secret).update(lines(signed)).digest('hex');
  return [...signed, ['hash', hash] as const]
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}

function lines(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');
}
