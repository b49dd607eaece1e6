import sharp, { type Sharp } from 'sharp';
import { openPicture } from '../raster.ts';
import type { Forms } from '../words/match.ts';
import { compileTable, tokenise } from '../words/match.ts';
import { type ArtistRequest, type Drawn, firstInput } from './drawn.ts';

const wishWords = {
  warmer: 'теплее теплые теплый warmer warm',
  cooler: 'холоднее прохладн* cooler cold cool',
  brighter: 'ярче светлее осветл* brighter lighter bright lighten',
  darker: 'темнее затемн* darker darken',
  softer: 'мягче мягк* нежнее softer soft smooth сглад*',
  monochrome: 'черно_бел* чб black_and_white monochrome bw',
  sharper: 'резче четче резкост* sharper sharp crisp*',
  restored: 'восстанов* реставр* выцве* restor* faded old_photo',
  vivid: 'сочнее насыщен* vivid saturated punchy',
} as const satisfies Record<string, Forms>;
type Wish = keyof typeof wishWords;

const findWishes = compileTable(wishWords);

/** The colour balance as a matrix: reds up and blues down by the part, or the other way. */
function balance(picture: Sharp, warmth: number): Sharp {
  return picture.recomb([
    [1 + warmth, 0, 0],
    [0, 1 + warmth * 0.15, 0],
    [0, 0, 1 - warmth],
  ]);
}

const wishes = {
  warmer: (picture) => balance(picture, 0.09),
  cooler: (picture) => balance(picture, -0.09),
  brighter: (picture) => picture.modulate({ brightness: 1.16 }),
  darker: (picture) => picture.modulate({ brightness: 0.84 }),
  softer: (picture) => picture.blur(1.1),
  monochrome: (picture) => picture.greyscale(),
  sharper: (picture) => picture.sharpen({ sigma: 1.6, m1: 0.6, m2: 2.6 }),
  restored: (picture) =>
    picture.median(3).normalise({ lower: 1.5, upper: 98.5 }).modulate({ saturation: 1.22 }),
  vivid: (picture) => picture.modulate({ saturation: 1.28 }),
} as const satisfies Record<Wish, (picture: Sharp) => Sharp>;

/** Weak grey-world white balance: a sunset must stay a sunset. */
async function neutralise(picture: Buffer): Promise<Buffer> {
  const { channels } = await sharp(picture).resize(64, 64, { fit: 'fill' }).stats();
  const [r = { mean: 1 }, g = { mean: 1 }, b = { mean: 1 }] = channels;
  const grey = (r.mean + g.mean + b.mean) / 3;
  const gain = (mean: number) =>
    Math.min(1.08, Math.max(0.93, 1 + (grey / Math.max(1, mean) - 1) * 0.3));
  return sharp(picture)
    .recomb([
      [gain(r.mean), 0, 0],
      [0, gain(g.mean), 0],
      [0, 0, gain(b.mean)],
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Denoises, balances and sharpens a photograph; the prompt may ask for stronger effects. */
export async function retouch(request: ArtistRequest): Promise<Drawn> {
  const { bytes } = firstInput(request);
  const clean = await openPicture(bytes)
    .flatten()
    .toColourspace('srgb')
    .median(3)
    .png({ compressionLevel: 1 })
    .toBuffer();
  request.signal.throwIfAborted();
  const { width, height } = await sharp(clean).metadata();
  const original = await openPicture(bytes)
    .flatten()
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer();
  // Half of the detail that the median removed is restored, so skin and cloth keep their texture.
  const denoised = await sharp(original)
    .composite([
      { input: await sharp(clean).ensureAlpha(0.55).png({ compressionLevel: 1 }).toBuffer() },
    ])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
  request.signal.throwIfAborted();
  // A window this small is quick at any size; mixed in by a third it does not look harsh.
  const tile = (side: number) => Math.max(3, Math.min(56, Math.round(side / 8)));
  const local = await sharp(denoised)
    .clahe({ width: tile(width), height: tile(height), maxSlope: 2 })
    .ensureAlpha(0.32)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const cleared = await neutralise(
    await sharp(denoised)
      .composite([{ input: local }])
      .removeAlpha()
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  request.signal.throwIfAborted();
  const asked = new Set(findWishes(tokenise(request.prompt)).map(({ key }) => key));
  let picture = sharp(
    await sharp(cleared)
      .normalise({ lower: 0.5, upper: 99.5 })
      .sharpen({ sigma: 1, m1: 0.4, m2: 1.4 })
      .modulate({ saturation: 1.07 })
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
  for (const wish of asked) {
    picture = sharp(await wishes[wish](picture).png({ compressionLevel: 1 }).toBuffer());
  }
  return { bytes: await picture.webp({ quality: 92, effort: 2 }).toBuffer(), mime: 'image/webp' };
}
