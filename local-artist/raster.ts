import sharp, { type Sharp } from 'sharp';

export interface Size {
  width: number;
  height: number;
}

/** About one million pixels each. */
export const pictureSizes = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 888, height: 1184 },
  '4:3': { width: 1184, height: 888 },
  '9:16': { width: 756, height: 1344 },
  '16:9': { width: 1344, height: 756 },
  '2:3': { width: 836, height: 1254 },
  '3:2': { width: 1254, height: 836 },
  '4:5': { width: 920, height: 1150 },
  '21:9': { width: 1568, height: 672 },
} as const satisfies Record<string, Size>;

/** Width : height of what is drawn. */
export type Proportions = keyof typeof pictureSizes;

/** The longest allowed side of a result. */
export const MAX_SIDE = 8192;
/** The most pixels that an input may decode to. */
export const MAX_INPUT_PIXELS = 50_000_000;

/** Opens a person's picture, upright, within the pixel limit. */
export function openPicture(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_INPUT_PIXELS }).rotate();
}

/** Opens a drawing of our own. */
export function openSvg(svg: string): Sharp {
  return sharp(Buffer.from(svg), { limitInputPixels: MAX_SIDE * MAX_SIDE });
}

export interface Samples {
  data: Buffer;
  width: number;
  height: number;
  channels: number;
}

/** The picture's raw colours at a small size, three channels. */
export async function sample(picture: Sharp, size: Size): Promise<Samples> {
  const { data, info } = await picture
    .resize(size.width, size.height, { fit: 'fill' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

export function colourAt(
  { data, width, height, channels }: Samples,
  x: number,
  y: number,
): readonly [number, number, number] {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const row = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const at = (row * width + column) * channels;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

/** Perceived brightness, 0–1. */
export function brightness([r, g, b]: readonly [number, number, number]): number {
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}

export function toHex(rgb: readonly [number, number, number], by = 0): string {
  return `#${rgb
    .map((v) =>
      Math.round(Math.min(255, Math.max(0, v + by)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Lets other work of the process run between the parts of a long loop. */
export async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}

const GRAIN_SIDE = 256;

/** A tile of fine film grain around middle grey, for soft-light blending. */
export async function grainTile(seed: number, strength: number): Promise<Buffer> {
  // Two channels of noise around one half, summed and brought back to middle grey.
  const row = `${strength} ${strength} 0 0 ${(0.5 - strength).toFixed(3)}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${GRAIN_SIDE}" height="${GRAIN_SIDE}"><filter id="g" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency=".9" numOctaves="2" seed="${seed % 9973}" stitchTiles="stitch"/><feColorMatrix values="${row} ${row} ${row} 0 0 0 0 1"/></filter><rect width="100%" height="100%" filter="url(#g)"/></svg>`;
  return openSvg(svg).png({ compressionLevel: 2 }).toBuffer();
}
