/**
 * Links to media. The link itself authorizes: it is signed, says what it is for, and expires. Only the owner
 * of the file gets it, and guessing one means guessing a SHA-256 and an HMAC. It names the work or the upload
 * through which the file is reached, and stops working with it: equal files are stored once, so the file may
 * still exist for somebody else. While the owner's account is paused, no link of theirs works, shared ones
 * included.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';

export const linkPurposes = ['view', 'download'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const MEDIA_PATH = '/media';

/**
 * Links made within one step are equal, so that browsers find them in their caches; each is valid for one to
 * two steps.
 */
const STEP_S = 6 * 60 * 60;
/** A shared picture is fetched by other people's apps, perhaps days later. */
const SHARE_STEP_S = 7 * 24 * 60 * 60;

type LinkMaker = Pick<AppContext, 'config' | 'linkKey' | 'now'>;

/** A file of a work or of an upload. */
export interface LinkedFile {
  /** The id of the work or of the upload. */
  id: string;
  file: string;
}

function sign(
  app: LinkMaker,
  { id, file }: LinkedFile,
  purpose: LinkPurpose,
  expires: number,
): Buffer {
  return createHmac('sha256', app.linkKey)
    .update(`${purpose}\n${expires}\n${id}\n${file}`)
    .digest()
    .subarray(0, 24);
}

function makeLink(app: LinkMaker, linked: LinkedFile, purpose: LinkPurpose, stepS: number): string {
  const now = Math.floor(app.now().getTime() / 1000);
  const expires = (Math.floor(now / stepS) + 2) * stepS;
  const signature = sign(app, linked, purpose, expires).toString('base64url');
  return `${MEDIA_PATH}/${linked.file}?for=${purpose}&of=${linked.id}&until=${expires}&sig=${signature}`;
}

/** A link for the app itself, relative to where the app is served. */
export function viewLink(app: LinkMaker, linked: LinkedFile): string {
  return makeLink(app, linked, 'view', STEP_S);
}

/** A link that Telegram downloads: absolute where the server knows its own address. */
export function downloadLink(app: LinkMaker, linked: LinkedFile): string {
  return absolute(app, makeLink(app, linked, 'download', STEP_S));
}

/** A link for others: valid for one to two weeks. */
export function shareLink(app: LinkMaker, linked: LinkedFile): string {
  return absolute(app, makeLink(app, linked, 'view', SHARE_STEP_S));
}

/** The path of short links. */
export const SHORT_PATH = '/s';
const ID_BYTES = 16;
const EXPIRES_BYTES = 4;
const MAC_BYTES = 12;

function signShort(app: LinkMaker, head: Buffer): Buffer {
  return createHmac('sha256', app.linkKey)
    .update('short\n')
    .update(head)
    .digest()
    .subarray(0, MAC_BYTES);
}

/**
 * A link of a work that people pass on by hand: 46 characters after the host, of which the last 43 are the
 * work's id, its expiry and a signature. It lives as long as a shared link and leads to one.
 */
export function shortLink(app: LinkMaker, id: string): { url: string; until: Date } {
  const now = Math.floor(app.now().getTime() / 1000);
  const expires = (Math.floor(now / SHARE_STEP_S) + 2) * SHARE_STEP_S;
  const head = Buffer.alloc(ID_BYTES + EXPIRES_BYTES);
  Buffer.from(id.replaceAll('-', ''), 'hex').copy(head);
  head.writeUInt32BE(expires, ID_BYTES);
  const token = Buffer.concat([head, signShort(app, head)]).toString('base64url');
  return { url: absolute(app, `${SHORT_PATH}/${token}`), until: new Date(expires * 1000) };
}

/** @returns the work of a short link; null when the link is forged, changed or expired. */
export function openShortLink(app: LinkMaker, token: string): string | null {
  const given = Buffer.from(token, 'base64url');
  const head = given.subarray(0, ID_BYTES + EXPIRES_BYTES);
  if (
    given.length !== ID_BYTES + EXPIRES_BYTES + MAC_BYTES ||
    given.toString('base64url') !== token ||
    !timingSafeEqual(given.subarray(head.length), signShort(app, head)) ||
    head.readUInt32BE(ID_BYTES) * 1000 <= app.now().getTime()
  ) {
    return null;
  }
  const hex = head.toString('hex', 0, ID_BYTES);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function absolute({ config }: LinkMaker, path: string): string {
  return `${config.http.publicUrl ?? ''}${path}`;
}

export interface LinkParts extends LinkedFile {
  purpose: string;
  expires: string;
  signature: string;
}

export interface OpenedLink {
  purpose: LinkPurpose;
  /** Seconds until it expires. */
  livesForS: number;
}

/** @returns null when the link is forged, changed or expired. */
export function openLink(app: LinkMaker, parts: LinkParts): OpenedLink | null {
  const purpose = linkPurposes.find((known) => known === parts.purpose);
  if (!purpose || !/^\d{1,12}$/.test(parts.expires) || !/^[\w-]{32}$/.test(parts.signature)) {
    return null;
  }
  const expires = Number(parts.expires);
  const given = Buffer.from(parts.signature, 'base64url');
  const right = sign(app, parts, purpose, expires);
  const livesForS = expires - Math.floor(app.now().getTime() / 1000);
  return timingSafeEqual(given, right) && livesForS > 0 ? { purpose, livesForS } : null;
}
