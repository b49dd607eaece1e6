/**
 * Accepts a picture from a person: only real still pictures of a few known formats, re-encoded into a new
 * file with the same pixels. Location, camera data, colour profiles and anything appended to the picture are
 * dropped.
 */
import { DomainError } from '../../core/errors.ts';
import type { StoredMime } from './fileNames.ts';
import { stillOfSequence } from './heic/frames.ts';
import { HeicError } from './heic/heicError.ts';
import { hasAllItemData } from './heic/heifItems.ts';
import { withUnpackedHeic } from './heic/unpack.ts';
import { restoreEnd } from './jpegEnd.ts';
import { decodeLimit, MAX_WORK_S, sharp } from './sharp.ts';
import { type SniffedFormat, sniff } from './sniff.ts';
import { hashOf } from './variants.ts';

/** The largest file that a person may upload. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
/** Enough for a 50-megapixel phone, too small for a decompression bomb. */
const MAX_PIXELS = 64_000_000;
/** Decoding AVIF takes 18 bytes for a pixel. */
const MAX_AVIF_PIXELS = 32_000_000;
/** No provider takes more. */
const MAX_EDGE = 4096;

export interface AcceptedPicture {
  bytes: Buffer;
  mime: StoredMime;
  width: number;
  height: number;
  thumbhash: Buffer;
}

/** sharp's names of the accepted formats. */
const decoders: Partial<Record<SniffedFormat, string>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'heif',
  gif: 'gif',
  // Unpacked first.
  heic: 'tiff',
};

/** An animated PNG has an `acTL` chunk with the number of its frames before its pixels. */
function isAnimatedPng(bytes: Buffer): boolean {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL' || type === 'IDAT') {
      return type === 'acTL' && bytes.readUInt32BE(at + 8) > 1;
    }
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
}

/** @throws DomainError INPUT_UNSUPPORTED (`fields` names the format), INPUT_ANIMATED, INPUT_UNREADABLE */
function assertKnown(bytes: Buffer, format: SniffedFormat): string {
  const decoder = decoders[format];
  if (format === 'avif_sequence' || format === 'mp4') {
    throw new DomainError('INPUT_ANIMATED', { fields: [format] });
  }
  if (!decoder) {
    throw new DomainError('INPUT_UNSUPPORTED', { fields: [format] });
  }
  if ((format === 'heic' || format === 'avif') && !hasAllItemData(bytes)) {
    throw new DomainError('INPUT_UNREADABLE', { fields: [format] });
  }
  if (format === 'png' && isAnimatedPng(bytes)) {
    throw new DomainError('INPUT_ANIMATED', { fields: [format] });
  }
  return decoder;
}

/** @throws DomainError INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_ANIMATED */
async function inspect(bytes: Buffer, decoder: string): Promise<{ hasAlpha: boolean }> {
  const found = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new DomainError('INPUT_UNREADABLE', {}, { cause });
    });
  if (found.format !== decoder) {
    throw new DomainError('INPUT_UNREADABLE');
  }
  const max = decoder === decoders.avif ? MAX_AVIF_PIXELS : MAX_PIXELS;
  if (found.width * found.height > max) {
    throw new DomainError('INPUT_TOO_LARGE', { max });
  }
  if ((found.pages ?? 1) > 1 && (decoder === 'webp' || decoder === 'gif')) {
    throw new DomainError('INPUT_ANIMATED', { fields: [decoder] });
  }
  return found;
}

type FailOn = 'error' | 'warning';

async function reencode(
  bytes: Buffer,
  hasAlpha: boolean,
  failOn: FailOn = 'error',
): Promise<AcceptedPicture> {
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn })
    .timeout({ seconds: MAX_WORK_S })
    .autoOrient()
    .resize({ width: MAX_EDGE, height: MAX_EDGE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const encoded = hasAlpha
    ? picture.png({ compressionLevel: 6 })
    : picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const mime = hasAlpha ? 'image/png' : 'image/jpeg';
  return { bytes: data, mime, width, height, thumbhash: await hashOf(data) };
}

/**
 * The JPEG decoder only warns about missing pixels and fills them with grey. Its other warnings
 * (useless bytes, odd versions) are common and harmless.
 */
async function reencodeJpeg(bytes: Buffer): Promise<AcceptedPicture> {
  const whole = await restoreEnd(bytes);
  try {
    return await reencode(whole, false, 'warning');
  } catch (error) {
    if (!(error instanceof Error) || /premature end/i.test(error.message)) {
      throw error;
    }
    return reencode(whole, false);
  }
}

/** Runs within the concurrency limit for pictures. */
async function acceptStill(bytes: Buffer, decoder: string): Promise<AcceptedPicture> {
  const { hasAlpha } = await inspect(bytes, decoder);
  const accepted = decoder === decoders.jpeg ? reencodeJpeg(bytes) : reencode(bytes, hasAlpha);
  return accepted.catch((cause: unknown) => {
    throw new DomainError('INPUT_UNREADABLE', {}, { cause });
  });
}

/** HEIC has its own orientation, which is applied while it is unpacked; EXIF's is ignored. */
function acceptHeic(bytes: Buffer, decoder: string): Promise<AcceptedPicture> {
  return withUnpackedHeic(bytes, { maxPixels: MAX_PIXELS }, (tiff) =>
    acceptStill(tiff, decoder),
  ).catch((cause: unknown) => {
    if (!(cause instanceof HeicError)) {
      throw cause;
    }
    throw cause.reason === 'tooLarge'
      ? new DomainError('INPUT_TOO_LARGE', { max: MAX_PIXELS }, { cause })
      : new DomainError('INPUT_UNREADABLE', {}, { cause });
  });
}

/**
 * @throws DomainError INPUT_UNSUPPORTED, INPUT_ANIMATED, INPUT_TOO_LARGE, INPUT_UNREADABLE
 */
export async function acceptPicture(given: Buffer): Promise<AcceptedPicture> {
  if (given.length > MAX_UPLOAD_BYTES) {
    throw new DomainError('INPUT_TOO_LARGE', { max: MAX_UPLOAD_BYTES });
  }
  const bytes = sniff(given) === 'avif_sequence' ? (stillOfSequence(given) ?? given) : given;
  const format = sniff(bytes);
  const decoder = assertKnown(bytes, format);
  return format === 'heic'
    ? acceptHeic(bytes, decoder)
    : decodeLimit(() => acceptStill(bytes, decoder));
}
