/** What is derived from a picture: preview, thumbnail, and the few bytes shown until they are loaded. */
import { rgbaToThumbHash } from 'thumbhash';
import { decodeLimit, MAX_PIXELS, MAX_WORK_S, sharp } from './sharp.ts';

const PREVIEW_EDGE = 1280;
const THUMB_EDGE = 480;
/** thumbhash takes at most this. */
const HASH_EDGE = 100;

export interface Variants {
  width: number;
  height: number;
  /** WebP, at most 1280 on the longer side. */
  preview: Buffer;
  /** WebP, at most 480 on the longer side. */
  thumb: Buffer;
  thumbhash: Buffer;
}

const fitInto = (edge: number) =>
  ({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true }) as const;

/**
 * Decodes a picture once and derives everything from it.
 * @throws Error when it can't be decoded.
 */
export function makeVariants(bytes: Buffer): Promise<Variants> {
  return decodeLimit(async () => {
    const { info, data } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: MAX_WORK_S })
      .autoOrient()
      .resize(fitInto(PREVIEW_EDGE))
      .webp({ quality: 82, effort: 3 })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = await sizeOf(bytes, info);
    const thumb = await sharp(data).resize(fitInto(THUMB_EDGE)).webp({ quality: 76 }).toBuffer();
    return { width, height, preview: data, thumb, thumbhash: await hashOf(thumb) };
  });
}

/** The size of the picture in its upright orientation. */
async function sizeOf(bytes: Buffer, upright: { width: number; height: number }) {
  const { autoOrient } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
  return {
    width: autoOrient.width ?? upright.width,
    height: autoOrient.height ?? upright.height,
  };
}

/** https://evanw.github.io/thumbhash/ */
export async function hashOf(bytes: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(bytes)
    .resize(fitInto(HASH_EDGE))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data));
}
