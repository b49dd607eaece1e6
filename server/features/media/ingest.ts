/** Stores what a provider made, with everything that is derived from it. */
import type { MediaKind } from '../../../shared/catalog/operations.ts';
import type { AppContext } from '../../app/context.ts';
import type { ProviderFile } from '../generation/lookup.ts';
import { DownloadError, download } from './download.ts';
import { contentName, derivedName, pictureMimeOf, type StoredMime } from './fileNames.ts';
import { hasAllItemData } from './heic/heifItems.ts';
import { readMp4 } from './mp4.ts';
import { drawPoster } from './poster.ts';
import { sharp } from './sharp.ts';
import { type SniffedFormat, sniff } from './sniff.ts';
import { makeVariants, type Variants } from './variants.ts';

const MAX_RESULT_BYTES = 128 * 1024 * 1024;

/** The result can't be used, now or later. */
export class UnusableResultError extends Error {
  override readonly name = 'UnusableResultError';
}

/** The provider's safety checker has blackened everything that was made. */
export class RefusedResultError extends Error {
  override readonly name = 'RefusedResultError';
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
  const trusted = Object.values(app.providers).flatMap(({ fileOrigin }) => fileOrigin ?? []);
  try {
    return await download(file.url, {
      maxBytes: MAX_RESULT_BYTES,
      trustedOrigins: trusted,
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

/** Duration of an animated WebP; null when it is still. */
async function movingLength(bytes: Buffer): Promise<number | null> {
  const { pages = 1, delay = [] } = await sharp(bytes).metadata();
  return pages > 1 ? delay.reduce((sum, ms) => sum + ms, 0) : null;
}

/** The brightest colour of a picture that counts as black. */
const MAX_BLACK = 8;

async function isBlack(picture: Buffer): Promise<boolean> {
  const { channels } = await sharp(picture).removeAlpha().stats();
  return channels.every(({ max }) => max <= MAX_BLACK);
}

async function ingestPicture(
  app: AppContext,
  { bytes, format }: Fetched,
  durationMs: number | null,
  blackMeansRefused = false,
): Promise<IngestedFile> {
  const variants = await readPicture(bytes);
  if (blackMeansRefused && (await isBlack(variants.thumb))) {
    throw new RefusedResultError('the provider delivered a black picture');
  }
  const { width, height } = variants;
  const stored = await store(app, bytes, pictureMimeOf(format) ?? 'image/webp', variants);
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
  // An unreadable poster does not spoil the video.
  const shown = still && (await readPicture(still).catch(() => null));
  const variants = shown ?? (await readPicture(await drawPoster(facts, bytes)));
  const stored = await store(app, bytes, 'video/mp4', variants);
  return { kind: 'video', ...facts, ...stored };
}

interface Wanted {
  kind: MediaKind;
  /** A picture shown in place of a video that has no poster. */
  stillFor: Buffer | null;
  /** A black picture is one that the provider's safety checker has blackened. */
  blackMeansRefused: boolean;
  signal: AbortSignal;
}

/** A video is an MP4, with or without a poster, or an animated WebP. */
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

/** Maps all items; failures are left out as long as one succeeds. */
async function usableOf<Item, Made>(
  items: readonly Item[],
  work: (item: Item) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  let reason: unknown = new UnusableResultError('the result is empty');
  for (const item of items) {
    try {
      made.push(await work(item));
    } catch (error) {
      if (!(error instanceof UnusableResultError || error instanceof RefusedResultError)) {
        throw error;
      }
      reason = error;
    }
  }
  if (made.length === 0) {
    throw reason;
  }
  return made;
}

/**
 * Stores the files of a result: the usable ones, when others are not.
 * @throws UnusableResultError, RefusedResultError, DownloadError (worth another try), or what the storage
 * throws.
 */
export async function ingest(
  app: AppContext,
  files: readonly ProviderFile[],
  wanted: Wanted,
): Promise<IngestedFile[]> {
  const fetched = await usableOf(files, async (file): Promise<Fetched> => {
    const bytes = await fetchBytes(app, file, wanted.signal);
    const format = sniff(bytes);
    if (pictureMimeOf(format) === null && !(format === 'mp4' && wanted.kind === 'video')) {
      throw new UnusableResultError(`the result is ${format}`);
    }
    return { bytes, format };
  });
  return wanted.kind === 'video'
    ? ingestVideos(app, fetched, wanted.stillFor)
    : usableOf(fetched, (picture) => ingestPicture(app, picture, null, wanted.blackMeansRefused));
}
