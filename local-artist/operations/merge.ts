import sharp, { type OverlayOptions } from 'sharp';
import { pictureSizes } from '../raster.ts';
import { compileTable, type Forms, tokenise } from '../words/match.ts';
import { cutOut } from './cutOut.ts';
import { type ArtistRequest, type Drawn, InvalidRequestError } from './drawn.ts';
import { scene } from './scene.ts';
import { canvas, fill, type Plan } from './sheet.ts';

const wayWords = {
  beside: 'рядом бок_о_бок слева справа side_by_side beside next split диптих',
  blend:
    'наложи* смеша* двойн* экспозици* прозрачн* blend double_exposure exposure overlay mix сли* слить слей fuse',
  grid: 'коллаж* сетк* collage grid mosaic',
  scene:
    'вставь вставить помести* поставь добавь объект* предмет* сцен* тень фон фоне insert place put object scene shadow background into onto',
  styled: 'стил* палитр* style* palette*',
} as const satisfies Record<string, Forms>;
type Way = keyof typeof wayWords;

const findWays = compileTable(wayWords);

/** A mask that fades at its left edge over the part of the width. */
function fadeMask(width: number, height: number, part: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="f"><stop offset="0" stop-color="#fff" stop-opacity="0"/><stop offset="${part}" stop-color="#fff"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#f)"/></svg>`,
  );
}

async function masked(picture: Buffer, mask: Buffer): Promise<Buffer> {
  return sharp(picture)
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** The pictures in a row (a column when tall), each fading into the next. */
async function beside({ pictures, width, height }: Plan): Promise<Buffer> {
  const tall = height > width;
  const count = pictures.length;
  const long = tall ? height : width;
  const overlap = Math.round((long / count) * 0.22);
  const layers: OverlayOptions[] = [];
  for (const [i, picture] of pictures.entries()) {
    const from = Math.max(0, Math.round((long * i) / count) - (i === 0 ? 0 : overlap));
    const to = Math.round((long * (i + 1)) / count);
    const [w, h] = tall ? [width, to - from] : [to - from, height];
    const cell = await fill(picture, w, h);
    const mask = tall
      ? await sharp(fadeMask(h, w, overlap / h))
          .rotate(90)
          .png()
          .toBuffer()
      : fadeMask(w, h, overlap / w);
    layers.push({
      input: i === 0 ? cell : await masked(cell, mask),
      left: tall ? 0 : from,
      top: tall ? from : 0,
    });
  }
  return canvas({ width, height }).composite(layers).png({ compressionLevel: 1 }).toBuffer();
}

/** A double exposure: each picture is blended over the previous one. */
async function blend({ pictures, width, height }: Plan): Promise<Buffer> {
  const [first, ...others] = await Promise.all(
    pictures.map((picture) => fill(picture, width, height)),
  );
  let result = first ?? (await canvas({ width, height }).png().toBuffer());
  for (const other of others) {
    const veil = await sharp(other).ensureAlpha(0.5).png({ compressionLevel: 1 }).toBuffer();
    const light = await sharp(other)
      .linear(0.75, -10)
      .ensureAlpha(0.85)
      .png({ compressionLevel: 1 })
      .toBuffer();
    result = await sharp(result)
      .composite([
        { input: light, blend: 'screen' },
        { input: veil, blend: 'overlay' },
      ])
      .removeAlpha()
      .png({ compressionLevel: 1 })
      .toBuffer();
    result = await sharp(result).linear(0.9, -8).png({ compressionLevel: 1 }).toBuffer();
  }
  return result;
}

/** Cells of a collage as parts of the sheet: left, top, width, height. */
const layouts: readonly (readonly (readonly [number, number, number, number])[])[] = [
  [
    [0, 0, 0.5, 1],
    [0.5, 0, 0.5, 1],
  ],
  [
    [0, 0, 0.6, 1],
    [0.6, 0, 0.4, 0.5],
    [0.6, 0.5, 0.4, 0.5],
  ],
  [
    [0, 0, 0.5, 0.56],
    [0.5, 0, 0.5, 0.44],
    [0, 0.56, 0.5, 0.44],
    [0.5, 0.44, 0.5, 0.56],
  ],
];

async function grid({ pictures, width, height }: Plan): Promise<Buffer> {
  const gap = Math.round(Math.min(width, height) * 0.014);
  const turned = height > width && pictures.length < 4;
  const cells = layouts[pictures.length - 2] ?? layouts[0] ?? [];
  const layers = await Promise.all(
    cells.map(async (cell, i): Promise<OverlayOptions> => {
      const [x, y, w, h] = turned ? [cell[1], cell[0], cell[3], cell[2]] : cell;
      const left = Math.round(x * (width - gap)) + gap;
      const top = Math.round(y * (height - gap)) + gap;
      const input = await fill(
        pictures[i] ?? Buffer.alloc(0),
        Math.round(w * (width - gap)) - gap,
        Math.round(h * (height - gap)) - gap,
      );
      return { input, left, top };
    }),
  );
  return canvas({ width, height }).composite(layers).png({ compressionLevel: 1 }).toBuffer();
}

const ways = { beside, blend, grid, scene, styled: scene } as const satisfies Record<
  Way,
  (plan: Plan) => Promise<Buffer>
>;

/**
 * Joins 2–4 pictures the way the prompt says. By default an object that can be cut out is put into the
 * scene, two other pictures fade side by side, and more make a collage.
 */
export async function merge(request: ArtistRequest): Promise<Drawn> {
  const pictures = request.inputs.map(({ bytes }) => bytes);
  if (pictures.length < 2 || pictures.length > 4) {
    throw new InvalidRequestError(`a merge takes 2 to 4 pictures, not ${pictures.length}`);
  }
  const named = findWays(tokenise(request.prompt)).map(({ key }) => key);
  // "Put them side by side" does not mean putting an object into a scene.
  const way =
    named.find((one) => one !== 'scene') ??
    named[0] ??
    (pictures.length > 2
      ? 'grid'
      : (await cutOut(pictures[0] ?? Buffer.alloc(0)))
        ? 'scene'
        : 'beside');
  const joined = await ways[way]({
    pictures,
    ...pictureSizes[request.aspectRatio],
    signal: request.signal,
  });
  request.signal.throwIfAborted();
  return {
    bytes: await sharp(joined).webp({ quality: 92, effort: 2 }).toBuffer(),
    mime: 'image/webp',
  };
}
