/**
 * Links to files that are generated on request. Telegram downloads by URL and sends no authorization, so the
 * link itself authorizes: signed, for one file, and short-lived.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';

export const EXPORT_PATH = '/api/export';

type LinkMaker = Pick<AppContext, 'config' | 'linkKey' | 'now'>;

function sign({ linkKey }: LinkMaker, file: string, detail: string, until: number): string {
  return createHmac('sha256', linkKey)
    .update(`export\n${file}\n${until}\n${detail}`)
    .digest('base64url');
}

/**
 * Creates a link.
 * @param file names what is exported, and the file as the person will see it.
 * @param detail what the export needs to know; signed along.
 */
export function makeExportLink(
  app: LinkMaker,
  file: string,
  detail: unknown,
  livesForS: number,
): string {
  const until = Math.floor(app.now().getTime() / 1000) + livesForS;
  const text = Buffer.from(JSON.stringify(detail)).toString('base64url');
  const query = `d=${text}&until=${until}&sig=${sign(app, file, text, until)}`;
  return `${app.config.http.publicUrl ?? ''}${EXPORT_PATH}/${file}?${query}`;
}

/** The content of a link; null when it is forged, changed or expired. */
export function openExportLink(
  app: LinkMaker,
  file: string,
  query: Record<string, unknown>,
): unknown {
  const { d: detail, until, sig } = query;
  if (typeof detail !== 'string' || typeof until !== 'string' || typeof sig !== 'string') {
    return null;
  }
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 <= app.now().getTime()) {
    return null;
  }
  const right = Buffer.from(sign(app, file, detail, Number(until)));
  const given = Buffer.from(sig);
  const genuine = right.length === given.length && timingSafeEqual(right, given);
  return genuine ? JSON.parse(Buffer.from(detail, 'base64url').toString()) : null;
}
