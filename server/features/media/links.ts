/**
 * Links to media. A link is its own permission: it is signed, says what it is for, and expires. It is
 * given only to the owner of the file, and guessing one means guessing a SHA-256 and an HMAC. It names
 * the work or the upload through which the file is reached, and ends with it: equal files are stored
 * once, so that the file may live on for somebody else. While the owner's account is paused, no link of theirs
 * works, shared ones included.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';

export const linkPurposes = ['view', 'download'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const MEDIA_PATH = '/media';

/**
 * Links made within one step are equal, so that browsers find them in their caches; each lives for one
 * to two steps.
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

/** A link for others: it lives for one to two weeks. */
export function shareLink(app: LinkMaker, linked: LinkedFile): string {
  return absolute(app, makeLink(app, linked, 'view', SHARE_STEP_S));
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
  /** Seconds for which it still holds. */
  livesForS: number;
}

/** @returns null when the link is forged, changed, or over. */
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
