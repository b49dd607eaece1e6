import sharp from 'sharp';
import { openPicture } from '../raster.ts';

/** The side of the reduced picture in which the outline is searched. */
const LOOK = 288;
/** The largest difference between neighbours within a background, and its largest difference in total. */
const STEP = 13;
const DRIFT = 74;
/** The share of the picture that an object may cover. */
const SMALLEST = 0.03;
const LARGEST = 0.62;
/** The squared length of the outline divided by the area: 13 for a disc, hundreds for a skyline. */
const MAX_RAGGED = 80;
/** The largest share of the upper and side edges that an object may touch. */
const MAX_TOUCHED = 0.12;

interface Raster {
  data: Buffer;
  width: number;
  height: number;
}

function distance({ data }: Raster, a: number, b: number): number {
  const red = (data[a * 3] ?? 0) - (data[b * 3] ?? 0);
  const green = (data[a * 3 + 1] ?? 0) - (data[b * 3 + 1] ?? 0);
  const blue = (data[a * 3 + 2] ?? 0) - (data[b * 3 + 2] ?? 0);
  return Math.hypot(red, green, blue);
}

function neighbours(at: number, width: number, size: number): number[] {
  const x = at % width;
  return [
    x > 0 ? at - 1 : -1,
    x < width - 1 ? at + 1 : -1,
    at - width,
    at + width < size ? at + width : -1,
  ].filter((other) => other >= 0);
}

/** The background: everything that can be reached from the edges without a jump in colour. */
function findGround(raster: Raster): Uint8Array {
  const { width, height } = raster;
  const size = width * height;
  const ground = new Uint8Array(size);
  const queue: { at: number; seed: number }[] = [];
  const start = (at: number) => {
    if (ground[at] === 0) {
      ground[at] = 1;
      queue.push({ at, seed: at });
    }
  };
  for (let x = 0; x < width; x++) {
    start(x);
  }
  for (let y = 0; y < height; y++) {
    start(y * width);
    start(y * width + width - 1);
  }
  for (let i = 0; i < queue.length; i++) {
    const { at, seed } = queue[i] ?? { at: 0, seed: 0 };
    for (const other of neighbours(at, width, size)) {
      if (
        ground[other] === 0 &&
        distance(raster, at, other) < STEP &&
        distance(raster, seed, other) < DRIFT
      ) {
        ground[other] = 1;
        queue.push({ at: other, seed });
      }
    }
  }
  return ground;
}

/** The object: the largest region outside of the background, and regions of at least a fifth of its area. */
function findThing(ground: Uint8Array, { width, height }: Raster): Uint8Array {
  const size = width * height;
  const piece = new Int32Array(size).fill(-1);
  const areas: number[] = [];
  for (let first = 0; first < size; first++) {
    if (ground[first] === 1 || piece[first] !== -1) {
      continue;
    }
    const stack = [first];
    piece[first] = areas.length;
    let area = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      area += 1;
      for (const other of neighbours(at, width, size)) {
        if (ground[other] === 0 && piece[other] === -1) {
          piece[other] = areas.length;
          stack.push(other);
        }
      }
    }
    areas.push(area);
  }
  const most = Math.max(0, ...areas);
  return Uint8Array.from(piece, (of) => (of >= 0 && (areas[of] ?? 0) > most * 0.2 ? 255 : 0));
}

/** Whether it looks like a single object, separate from the edges of the picture. */
function isFree(thing: Uint8Array, { width, height }: Raster): boolean {
  const area = thing.reduce((sum, value) => sum + value / 255, 0) / thing.length;
  let touched = 0;
  for (let x = 0; x < width; x++) {
    touched += (thing[x] ?? 0) / 255;
  }
  for (let y = 0; y < height; y++) {
    touched += ((thing[y * width] ?? 0) + (thing[y * width + width - 1] ?? 0)) / 255;
  }
  let outline = 0;
  for (let at = 0; at < thing.length; at++) {
    if (thing[at] === 255) {
      const near = neighbours(at, width, thing.length);
      outline += near.some((other) => thing[other] === 0) ? 1 : 0;
    }
  }
  if (outline ** 2 > MAX_RAGGED * area * thing.length) {
    return false;
  }
  return area > SMALLEST && area < LARGEST && touched < MAX_TOUCHED * (width + 2 * height);
}

/**
 * Cuts an object out of a picture with a plain background; a picture that is cut out already is kept.
 * @returns a PNG cropped to its content, or null when no separate object is found.
 */
export async function cutOut(picture: Buffer): Promise<Buffer | null> {
  const { hasAlpha } = await openPicture(picture).metadata();
  if (hasAlpha && !(await openPicture(picture).stats()).isOpaque) {
    return openPicture(picture).trim({ threshold: 8 }).png().toBuffer();
  }
  const whole = await openPicture(picture).flatten().toColourspace('srgb').png().toBuffer();
  const { data, info } = await sharp(whole)
    .resize(LOOK, LOOK, { fit: 'inside' })
    .median(3)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster: Raster = { data, width: info.width, height: info.height };
  const thing = findThing(findGround(raster), raster);
  if (!isFree(thing, raster)) {
    return null;
  }
  const { width, height } = await sharp(whole).metadata();
  const raw = { width: info.width, height: info.height, channels: 1 as const };
  // A little inside the outline, so that no rim of the background is included.
  const soft = await sharp(thing, { raw }).blur(1.1).extractChannel(0).raw().toBuffer();
  const inside = soft.map((value) => Math.min(255, Math.max(0, (value - 120) * 2.4)));
  const mask = await sharp(inside, { raw })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .extractChannel(0)
    .png()
    .toBuffer();
  const cut = await sharp(whole).joinChannel(mask).png().toBuffer();
  return sharp(cut).trim({ background: '#00000000', threshold: 2 }).png().toBuffer();
}
