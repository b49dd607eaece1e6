import sharp from 'sharp';
import { grainTile, MAX_SIDE, openPicture } from '../raster.ts';
import { type ArtistRequest, type Drawn, firstInput } from './drawn.ts';

/** Larger pictures are encoded as JPEG, which takes less time and memory; smaller ones as WebP. */
const LARGE_PIXELS = 16_000_000;

/**
 * Enlarges with Lanczos, sharpens edges and leaves flat areas alone, adds a trace of grain. A result whose
 * longer side would pass the limit is as large as the limit allows.
 */
export async function upscale(request: ArtistRequest): Promise<Drawn> {
  const { bytes } = firstInput(request);
  const { autoOrient } = await openPicture(bytes).metadata();
  const longest = Math.max(autoOrient.width, autoOrient.height);
  const scale = Math.max(1, Math.min(request.scale ?? 2, MAX_SIDE / longest));
  const width = Math.round(autoOrient.width * scale);
  const height = Math.round(autoOrient.height * scale);
  // The tile must not be larger than a very narrow result.
  const grain = await sharp(await grainTile(request.seed, 0.12))
    .resize({ width: Math.min(256, width), height: Math.min(256, height), fit: 'cover' })
    .png()
    .toBuffer();
  const enlarged = await openPicture(bytes)
    .flatten()
    .toColourspace('srgb')
    .resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .sharpen({ sigma: 0.7 * scale, m1: 0, m2: 2.2, x1: 3, y2: 14, y3: 18 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  request.signal.throwIfAborted();
  const { info } = enlarged;
  const grained = sharp(enlarged.data, {
    raw: { width: info.width, height: info.height, channels: info.channels },
    limitInputPixels: MAX_SIDE * MAX_SIDE,
  })
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .removeAlpha();
  return width * height > LARGE_PIXELS
    ? { bytes: await grained.jpeg({ quality: 92 }).toBuffer(), mime: 'image/jpeg' }
    : { bytes: await grained.webp({ quality: 92, effort: 1 }).toBuffer(), mime: 'image/webp' };
}
