/** Takes what a provider made into the storage, with everything that is derived from it. */
import type { MediaKind } from '../../../shared/catalog/operations.ts';
import type { AppContext } from '../../app/context.ts';
import type { ProviderFile } from '../generation/providers/provider.ts';
import { DownloadError, download } from './download.ts';
import { contentName, derivedName, type StoredMime } from './fileNames.ts';
import { hasAllItemData } from './heic/heifItems.ts';
import { readMp4 } from './mp4.ts';
import { drawPoster } from './poster.ts';
import { sharp } from './sharp.ts';
import { type SniffedFormat, sniff } from './sniff.ts';
import { makeVariants, type Variants } from './variants.ts';

const MOST_RESULT_BYTES = 128 * 1024 * 1024;

/** The result can't be used, now or later. */
export class UnusableResultError extends Error {
  override readonly name = 'UnusableResultError';
}

export interface IngestedFile {
  kind: MediaKind;
  mime: StoredMime;
  width: number;
  height: number;
  bytes: number;
  durationMs: number | null;
  file: string;
  previewFile: string;
  thumbFile: string;
  thumbhash: Buffer;
}

const pictureMimes: Partial<Record<SniffedFormat, StoredMime>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
};

interface Fetched {
  bytes: Buffer;
  format: SniffedFormat;
}

async function fetchBytes(
  app: AppContext,
  file: ProviderFile,
  signal: AbortSignal,
): Promise<Buffer> {
  if ('bytes' in file) {
    return file.bytes;
  }
  const roots = [app.config.fal?.apiRoot, app.config.google?.apiRoot];
  try {
    return await download(file.url, {
      mostBytes: MOST_RESULT_BYTES,
      trustedOrigins: roots.flatMap((root) => (root ? [new URL(root).origin] : [])),
      signal,
    });
  } catch (error) {
    if (error instanceof DownloadError && !error.retryable) {
      throw new UnusableResultError(error.message, { cause: error });
    }
    throw error;
  }
}

async function readPicture(bytes: Buffer): Promise<Variants> {
  if (sniff(bytes) === 'avif' && !hasAllItemData(bytes)) {
    throw new UnusableResultError('the picture is cut short');
  }
  try {
    return await makeVariants(bytes);
  } catch (error) {
    throw new UnusableResultError('the picture could not be decoded', { cause: error });
  }
}

async function store(
  app: AppContext,
  bytes: Buffer,
  mime: StoredMime,
  { preview, thumb, thumbhash }: Pick<Variants, 'preview' | 'thumb' | 'thumbhash'>,
) {
  const file = contentName(bytes, mime);
  const previewFile = derivedName(file, 'preview');
  const thumbFile = derivedName(file, 'thumb');
  await Promise.all([
    app.storage.put(file, bytes, mime),
    app.storage.put(previewFile, preview, 'image/webp'),
    app.storage.put(thumbFile, thumb, 'image/webp'),
  ]);
  return { mime, bytes: bytes.length, file, previewFile, thumbFile, thumbhash };
}

/** Length of a moving WebP; null when it stands still. */
async function movingLength(bytes: Buffer): Promise<number | null> {
  const { pages = 1, delay = [] } = await sharp(bytes).metadata();
  return pages > 1 ? delay.reduce((sum, ms) => sum + ms, 0) : null;
}

async function ingestPicture(
  app: AppContext,
  { bytes, format }: Fetched,
  durationMs: number | null,
): Promise<IngestedFile> {
  const variants = await readPicture(bytes);
  const { width, height } = variants;
  const stored = await store(app, bytes, pictureMimes[format] ?? 'image/webp', variants);
  return { kind: durationMs === null ? 'image' : 'video', width, height, durationMs, ...stored };
}

async function ingestVideo(
  app: AppContext,
  bytes: Buffer,
  still: Buffer | null,
): Promise<IngestedFile> {
  const facts = readMp4(bytes);
  if (!facts) {
    throw new UnusableResultError('the video has no moving picture');
  }
  const variants = await readPicture(still ?? (await drawPoster(facts, bytes)));
  const stored = await store(app, bytes, 'video/mp4', variants);
  return { kind: 'video', ...facts, ...stored };
}

interface Wanted {
  kind: MediaKind;
  /** A picture to show in place of a video that brings no poster. */
  stillFor: Buffer | null;
  signal: AbortSignal;
}

/** A video is an MP4, with a poster or without, or a moving WebP. */
async function ingestVideos(
  app: AppContext,
  fetched: readonly Fetched[],
  stillFor: Buffer | null,
): Promise<IngestedFile[]> {
  const clips = fetched.filter(({ format }) => format === 'mp4');
  const poster = fetched.find(({ format }) => format !== 'mp4');
  const ingested: IngestedFile[] = [];
  for (const { bytes } of clips) {
    ingested.push(await ingestVideo(app, bytes, poster?.bytes ?? stillFor));
  }
  if (clips.length === 0 && poster) {
    const lengthMs = await movingLength(poster.bytes);
    if (lengthMs === null) {
      throw new UnusableResultError('the video stands still');
    }
    ingested.push(await ingestPicture(app, poster, lengthMs));
  }
  return ingested;
}

/**
 * Stores the files of a result.
 * @throws UnusableResultError, DownloadError (worth another try), or what the storage throws.
 */
export async function ingest(
  app: AppContext,
  files: readonly ProviderFile[],
  wanted: Wanted,
): Promise<IngestedFile[]> {
  const fetched: Fetched[] = [];
  for (const file of files) {
    const bytes = await fetchBytes(app, file, wanted.signal);
    fetched.push({ bytes, format: sniff(bytes) });
  }
  const wrong = fetched.find(
    ({ format }) => !pictureMimes[format] && !(format === 'mp4' && wanted.kind === 'video'),
  );
  if (wrong || fetched.length === 0) {
    throw new UnusableResultError(`the result is ${wrong?.format ?? 'empty'}`);
  }
  if (wanted.kind === 'video') {
    return ingestVideos(app, fetched, wanted.stillFor);
  }
  const ingested: IngestedFile[] = [];
  for (const picture of fetched) {
    ingested.push(await ingestPicture(app, picture, null));
  }
  return ingested;
}
