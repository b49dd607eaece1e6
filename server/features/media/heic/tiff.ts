/**
 * Wraps bare pixels into an uncompressed TIFF, so that sharp reads them like any other picture: with
 * their colour profile, and strip by strip. Field numbers: TIFF 6.0, part 1 and section 18.
 */

/** The pixels of a strip are read at once. */
const ROWS_PER_STRIP = 64;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const sizes: Record<number, number> = { [SHORT]: 2, [LONG]: 4, [UNDEFINED]: 1 };

/** Eight bits for each of red, green, blue, and optionally an unassociated alpha channel. */
export interface PixelLayout {
  width: number;
  height: number;
  channels: 3 | 4;
  /** An ICC profile. */
  profile: Uint8Array | null;
}

export interface PixelFile {
  file: Uint8Array<ArrayBuffer>;
  /** The offset of the rows, which are consecutive. */
  pixels: Uint8Array<ArrayBuffer>;
}

/** @returns a complete file, in which only the pixels have to be filled in. */
export function createPixelFile({ width, height, channels, profile }: PixelLayout): PixelFile {
  const pixelBytes = width * height * channels;
  const strips = Math.ceil(height / ROWS_PER_STRIP);
  const stripBytes = width * channels * ROWS_PER_STRIP;
  const starts = Array.from({ length: strips }, (_, i) => i * stripBytes);
  const fields = (firstPixel: number): [tag: number, type: number, values: ArrayLike<number>][] => [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, Array.from({ length: channels }, () => 8)],
    [259, SHORT, [1]],
    [262, SHORT, [2]],
    [273, LONG, starts.map((start) => firstPixel + start)],
    [277, SHORT, [channels]],
    [278, LONG, [ROWS_PER_STRIP]],
    [279, LONG, starts.map((start) => Math.min(stripBytes, pixelBytes - start))],
    [284, SHORT, [1]],
    ...(channels === 4 ? [[338, SHORT, [2]] as [number, number, number[]]] : []),
    ...(profile ? [[34675, UNDEFINED, profile] as [number, number, Uint8Array]] : []),
  ];
  const spaceOf = (type: number, count: number) => Math.ceil(((sizes[type] ?? 1) * count) / 4) * 4;
  const count = fields(0).length;
  const firstValue = 8 + 2 + count * 12 + 4;
  const firstPixel = fields(0).reduce(
    (at, [, type, { length }]) => at + spaceOf(type, length),
    firstValue,
  );

  const file = new Uint8Array(firstPixel + pixelBytes);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x49_49_2a_00);
  view.setUint32(4, 8, true);
  view.setUint16(8, count, true);
  let field = 10;
  let value = firstValue;
  for (const [tag, type, values] of fields(firstPixel)) {
    const inPlace = spaceOf(type, values.length) === 4;
    view.setUint16(field, tag, true);
    view.setUint16(field + 2, type, true);
    view.setUint32(field + 4, values.length, true);
    const start = inPlace ? field + 8 : value;
    if (!inPlace) {
      view.setUint32(field + 8, value, true);
      value += spaceOf(type, values.length);
    }
    write(view, start, type, values);
    field += 12;
  }
  return { file, pixels: file.subarray(firstPixel) };
}

function write(view: DataView, start: number, type: number, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (type === LONG) {
      view.setUint32(start + i * 4, value, true);
    } else if (type === SHORT) {
      view.setUint16(start + i * 2, value, true);
    } else {
      view.setUint8(start + i, value);
    }
  }
}
