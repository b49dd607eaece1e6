/** `/media/<file>`: files of media by their signed links. Whatever is wrong with a link is NOT_FOUND. */
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { holdsFile } from '../gallery/lookup.ts';
import { isFileName, mimeOf } from './fileNames.ts';
import { type OpenedLink, openLink } from './links.ts';
import type { ByteRange } from './storage.ts';

/** Telegram's web app downloads files from this origin. */
const TELEGRAM_WEB = 'https://web.telegram.org';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Content from people is never executed, sniffed, or shown to other sites. */
function setHeaders(res: Response, file: string, link: OpenedLink): void {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  res.set({
    'Content-Type': mimeOf(file),
    'Cache-Control': `private, max-age=${link.livesForS}, immutable`,
    ETag: `"${file}"`,
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  if (link.purpose === 'download') {
    res.set({
      'Content-Disposition': `attachment; filename="ai-coins-${file.slice(0, 8)}.${extension}"`,
      'Access-Control-Allow-Origin': TELEGRAM_WEB,
      Vary: 'Origin',
    });
  }
}

/** The one requested range; undefined = the whole file, null = none of it exists. */
function rangeOf(req: Request, bytes: number): ByteRange | undefined | null {
  const ifRange = req.get('if-range');
  if (ifRange && ifRange !== `"${textOf(req.params.file)}"`) {
    return undefined;
  }
  const ranges = req.range(bytes, { combine: true });
  if (ranges === -1) {
    return null;
  }
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1
    ? ranges[0]
    : undefined;
}

async function send(app: AppContext, req: Request, res: Response): Promise<void> {
  const file = textOf(req.params.file);
  const id = textOf(req.query.of);
  const link =
    isFileName(file) &&
    openLink(app, {
      id,
      file,
      purpose: textOf(req.query.for),
      expires: textOf(req.query.until),
      signature: textOf(req.query.sig),
    });
  // A permanently deleted work, or one of a paused account, is gone at once, in every process.
  const found = link && (await holdsFile(app, id, file)) ? await app.storage.stat(file) : null;
  if (!link || !found) {
    throw new DomainError('NOT_FOUND');
  }
  setHeaders(res, file, link);
  if (req.get('if-none-match')?.includes(`"${file}"`)) {
    res.status(304).end();
    return;
  }
  const range = rangeOf(req, found.bytes);
  if (range === null) {
    res.status(416).set('Content-Range', `bytes */${found.bytes}`).end();
    return;
  }
  if (range) {
    res.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${found.bytes}`);
  }
  res.set('Content-Length', String(range ? range.end - range.start + 1 : found.bytes));
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  const stream = await app.storage.open(file, range);
  if (!stream) {
    throw new DomainError('NOT_FOUND');
  }
  if (res.destroyed) {
    // The client disconnected while the file was opened.
    stream.destroy();
    return;
  }
  await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
    // The client disconnected; there is nobody left to answer.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      throw error;
    }
  });
}

export function createMediaRouter(app: AppContext): Router {
  const router = Router();
  router.get('/:file', (req, res) => send(app, req, res));
  return router;
}
