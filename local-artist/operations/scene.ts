import sharp, { type OverlayOptions } from 'sharp';
import { openPicture, type Size } from '../raster.ts';
import { cutOut } from './cutOut.ts';
import { fill, type Plan } from './sheet.ts';

/** The height at which objects stand, as a share of the height of the picture. */
const FLOOR = 0.93;

interface Standing {
  picture: Buffer;
  width: number;
  height: number;
  /** A cut-out object stands on the ground; a print leans in front of it. */
  isPrint: boolean;
}

/** The mean of each colour channel, 0–255. */
async function lightOf(picture: Buffer): Promise<number[]> {
  const { data, info } = await sharp(picture)
    .resize(48, 48, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sums = [0, 0, 0];
  let weight = 1;
  for (let at = 0; at < info.width * info.height; at++) {
    const alpha = (data[at * 4 + 3] ?? 0) / 255;
    weight += alpha;
    for (const channel of [0, 1, 2]) {
      sums[channel] = (sums[channel] ?? 0) + (data[at * 4 + channel] ?? 0) * alpha;
    }
  }
  return sums.map((sum) => sum / weight);
}

/** Moves an object's colours a third of the way towards the light of the scene. */
async function inLight(thing: Buffer, scene: readonly number[]): Promise<Buffer> {
  const own = await lightOf(thing);
  const gains = own.map((light, i) =>
    Math.min(1.18, Math.max(0.8, 1 + ((scene[i] ?? light) / Math.max(20, light) - 1) * 0.3)),
  );
  const alpha = await sharp(thing).ensureAlpha().extractChannel('alpha').png().toBuffer();
  const lit = await sharp(thing).removeAlpha().linear(gains, [0, 0, 0]).png().toBuffer();
  return sharp(lit).joinChannel(alpha).png({ compressionLevel: 1 }).toBuffer();
}

/** A picture without an object to cut out is shown whole: as a slightly turned print with a white border. */
async function print(picture: Buffer, room: Size, turn: number): Promise<Buffer> {
  const edge = Math.round(Math.min(room.width, room.height) * 0.035);
  const inner = await openPicture(picture)
    .flatten()
    .toColourspace('srgb')
    .resize(room.width - 2 * edge, room.height - 2 * edge, { fit: 'inside' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const framed = await sharp(inner)
    .extend({ top: edge, left: edge, right: edge, bottom: edge, background: '#fbf9f4' })
    .ensureAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(framed).rotate(turn, { background: '#00000000' }).png().toBuffer();
}

async function stand(picture: Buffer, room: Size, i: number): Promise<Standing> {
  const cut = await cutOut(picture);
  const ready = cut
    ? await sharp(cut).resize(room.width, room.height, { fit: 'inside' }).png().toBuffer()
    : await print(picture, room, i % 2 === 0 ? -3 : 3);
  const { width, height } = await sharp(ready).metadata();
  return { picture: ready, width, height, isPrint: cut === null };
}

/** The soft shadow of a shape, as a layer of the size of the sheet. */
async function shadowOf(thing: Standing, sheet: Size, left: number, top: number): Promise<Buffer> {
  const { width, height, isPrint } = thing;
  if (!isPrint) {
    const [x, y] = [left + width / 2, top + height * 0.985];
    const soft = width * 0.05;
    return Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${sheet.height}"><filter id="b" x="-60%" y="-200%" width="220%" height="500%"><feGaussianBlur stdDeviation="${soft}"/></filter><filter id="c" x="-60%" y="-200%" width="220%" height="500%"><feGaussianBlur stdDeviation="${soft * 0.3}"/></filter><ellipse cx="${x + width * 0.06}" cy="${y}" rx="${width * 0.5}" ry="${width * 0.09}" fill="#000" opacity=".34" filter="url(#b)"/><ellipse cx="${x}" cy="${y}" rx="${width * 0.38}" ry="${width * 0.025}" fill="#000" opacity=".5" filter="url(#c)"/></svg>`,
    );
  }
  const mask = await sharp(thing.picture).extractChannel('alpha').linear(0.5, 0).toBuffer();
  const dark = await sharp({ create: { width, height, channels: 3, background: '#000000' } })
    .joinChannel(mask)
    .png()
    .toBuffer();
  const drop = Math.round(height * 0.02);
  const placed = await sharp({
    create: { width: sheet.width, height: sheet.height, channels: 4, background: '#00000000' },
  })
    .composite([{ input: dark, left, top: top + drop }])
    .png()
    .toBuffer();
  return sharp(placed)
    .blur(Math.max(1, width * 0.02))
    .png()
    .toBuffer();
}

/** The last picture is the scene; the others are placed in it, in its light and with a shadow. */
export async function scene({ pictures, width, height, signal }: Plan): Promise<Buffer> {
  const back = await fill(pictures.at(-1) ?? Buffer.alloc(0), width, height);
  const things = pictures.slice(0, -1);
  const light = await lightOf(back);
  const room = {
    width: Math.round((width * 0.8) / things.length),
    height: Math.round(height * 0.6),
  };
  const layers: OverlayOptions[] = [];
  for (const [i, picture] of things.entries()) {
    signal.throwIfAborted();
    const thing = await stand(picture, room, i);
    const left = Math.round((width * (i + 0.5)) / things.length - thing.width / 2);
    const top = Math.round(height * FLOOR - thing.height);
    layers.push(
      { input: await shadowOf(thing, { width, height }, left, top) },
      { input: thing.isPrint ? thing.picture : await inLight(thing.picture, light), left, top },
    );
  }
  return sharp(back).composite(layers).removeAlpha().png({ compressionLevel: 1 }).toBuffer();
}
