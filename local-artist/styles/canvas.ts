import type { Random } from '../random.ts';
import { openSvg, type Size } from '../raster.ts';

/** A rasterised picture to which a style is applied. */
export interface Canvas extends Size {
  picture: Buffer;
  random: Random;
  seed: number;
  signal: AbortSignal;
}

export function svgOf({ width, height }: Size, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}">${body}</svg>`;
}

/** Rasterises to a PNG with fast compression. */
export function png(svg: string): Promise<Buffer> {
  return openSvg(svg).png({ compressionLevel: 1 }).toBuffer();
}
