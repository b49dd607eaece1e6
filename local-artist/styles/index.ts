import { createRandom } from '../random.ts';
import type { Size } from '../raster.ts';
import type { Style } from '../words/lookWords.ts';
import { deco, isometric } from './boards.ts';
import { oil, watercolour } from './brushes.ts';
import type { Canvas } from './canvas.ts';
import { facets } from './facets.ts';
import { engraving, line, pixel, pop, poster } from './prints.ts';

/** Styles that are part of the drawing itself: the pixels are not changed. */
async function asDrawn({ picture }: Canvas): Promise<Buffer> {
  return picture;
}

const finishers = {
  watercolour,
  oil,
  poster,
  line,
  pixel,
  lowpoly: (canvas) => facets(canvas, { cells: 48, lead: null, cover: 0.84 }),
  engraving,
  paper: asDrawn,
  isometric,
  deco,
  glass: (canvas) => facets(canvas, { cells: 17, lead: '#14161c', cover: 0.4 }),
  pop,
  // Cut out where it is drawn.
  sticker: asDrawn,
} as const satisfies Record<Style, (canvas: Canvas) => Promise<Buffer>>;

/** Applies a style to a rasterised picture (PNG). @returns a PNG. */
export function applyStyle(
  style: Style,
  picture: Buffer,
  size: Size,
  seed: number,
  signal: AbortSignal,
): Promise<Buffer> {
  return finishers[style]({
    picture,
    ...size,
    random: createRandom(seed).fork(style),
    seed,
    signal,
  });
}

/** Whether a picture in this style keeps its clean surface: no film grain is laid over it. */
export function isClean(style: Style | null): boolean {
  return style === 'pixel' || style === 'engraving' || style === 'line' || style === 'sticker';
}
