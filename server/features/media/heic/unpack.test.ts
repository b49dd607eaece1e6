/**
 * The files were made for these tests from a drawing of four fields: red, green, blue and, where it is not
 * transparent, white. `heif-enc` of libheif encoded them; rotated ones store the drawing rotated or mirrored,
 * and state the orientation twice: in `irot` and `imir`, and in EXIF.
 */
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { acceptPicture } from '../acceptPicture.ts';
import { sharp } from '../sharp.ts';
import { withUnpackedHeic } from './unpack.ts';

const MAX_PIXELS = 64_000_000;
const drawing = (name: string) =>
  readFile(new URL(`../testing/heic/${name}.heic`, import.meta.url));

const RED = [208, 32, 32];
const GREEN = [32, 176, 64];
const BLUE = [32, 64, 208];
const WHITE = [240, 240, 240];

/** The centres of the four fields, row by row. */
async function fieldsOf(picture: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const places = [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => [x, y] as const));
  return places.map(([x, y]) => {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
    return [...data.subarray(at, at + channels)];
  });
}

function expectColours(found: number[][], wanted: number[][]): void {
  const difference = wanted.flat().map((value, i) => Math.abs(value - (found.flat()[i] ?? 999)));
  expect(Math.max(...difference), JSON.stringify(found)).toBeLessThanOrEqual(4);
}

/** Writes another size into the header. */
async function withClaimedSize(name: string, width: number, height: number): Promise<Buffer> {
  const file = await drawing(name);
  const at = file.indexOf('ispe');
  file.writeUInt32BE(width, at + 8);
  file.writeUInt32BE(height, at + 12);
  return file;
}

describe('a HEIC picture', () => {
  it.each([
    ['as it is', 'plain', 96, 64],
    ['turned by irot', 'turned', 96, 64],
    ['mirrored by imir', 'mirrored', 96, 64],
    ['mirrored, then turned', 'turnedAndMirrored', 96, 64],
    ['with ten bits', 'tenBit', 96, 64],
    ['with the colours of Display P3', 'p3', 96, 64],
    ['of tiles, with odd edges', 'grid', 97, 63],
    ['followed by another one', 'several', 96, 64],
  ])('is seen as it was drawn: %s', async (_what, name, width, height) => {
    const accepted = await acceptPicture(await drawing(name));
    expect(accepted).toMatchObject({ width, height, mime: 'image/jpeg' });
    expectColours(await fieldsOf(accepted.bytes), [RED, GREEN, BLUE, WHITE]);
    const { exif, icc, xmp, orientation } = await sharp(accepted.bytes).metadata();
    expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('keeps its transparency', async () => {
    const { bytes, mime } = await acceptPicture(await drawing('alpha'));
    expect(mime).toBe('image/png');
    const [red, green, blue, nothing] = await fieldsOf(bytes);
    expectColours(
      [red ?? [], green ?? [], blue ?? []],
      [
        [...RED, 255],
        [...GREEN, 255],
        [...BLUE, 255],
      ],
    );
    expect(nothing?.[3]).toBe(0);
  });

  it('is not rotated by EXIF alone', async () => {
    const file = await drawing('exifSaysTurned');
    expect(file.includes('Exif')).toBe(true);
    expect(await acceptPicture(file)).toMatchObject({ width: 64, height: 96 });
  });

  it('contains nothing appended to it', async () => {
    const hidden = Buffer.from('PK\u0003\u0004<script>alert(1)</script>');
    const { bytes } = await acceptPicture(Buffer.concat([await drawing('plain'), hidden]));
    expect(bytes.includes('<script>')).toBe(false);
    expect(bytes.includes('SecretCamera')).toBe(false);
  });
});

describe('a HEIC file is refused', () => {
  it.each<[string, string, () => Promise<Buffer>]>([
    [
      'that claims too many pixels',
      'INPUT_TOO_LARGE',
      () => withClaimedSize('plain', 20_000, 9000),
    ],
    ['that holds more than it claims', 'INPUT_UNREADABLE', () => withClaimedSize('large', 96, 64)],
    [
      'that holds less than it claims',
      'INPUT_UNREADABLE',
      () => withClaimedSize('plain', 8000, 64),
    ],
    [
      'that is only a header',
      'INPUT_UNREADABLE',
      async () => (await drawing('plain')).subarray(0, 32),
    ],
    ['cut in its boxes', 'INPUT_UNREADABLE', async () => (await drawing('plain')).subarray(0, 300)],
    ['cut in its pixels', 'INPUT_UNREADABLE', async () => (await drawing('plain')).subarray(0, -9)],
    [
      'that is another picture behind its first box',
      'INPUT_UNREADABLE',
      async () => {
        const jpeg = await sharp(Buffer.alloc(48), {
          raw: { width: 4, height: 4, channels: 3 },
        })
          .jpeg()
          .toBuffer();
        return Buffer.concat([(await drawing('plain')).subarray(0, 28), jpeg]);
      },
    ],
  ])('%s', async (_what, message, make) => {
    await expect(acceptPicture(await make())).rejects.toMatchObject({ message });
  });
});

describe('the decoder', () => {
  const decode = async (limits: { timeoutMs?: number; maxWasmBytes?: number } = {}) =>
    withUnpackedHeic(await drawing('large'), { maxPixels: MAX_PIXELS, ...limits }, async () => 1);

  it('ends when its time limit is exceeded', async () => {
    await expect(decode({ timeoutMs: 150 })).rejects.toMatchObject({
      reason: 'unreadable',
      cause: { name: 'AbortError' },
    });
  });

  it('ends when its memory limit is exceeded', async () => {
    const maxWasmBytes = 200 * 1024 * 1024;
    await expect(decode({ maxWasmBytes })).rejects.toThrow(/memory/i);
  });

  it('does not block the event loop', async () => {
    const before = performance.eventLoopUtilization();
    await decode();
    const { active, idle } = performance.eventLoopUtilization(before);
    expect(active / (active + idle)).toBeLessThan(0.5);
  });

  it('decodes one file at a time, until its pixels are used', async () => {
    const plain = await drawing('plain');
    let inUse = 0;
    const seen = await Promise.all(
      Array.from({ length: 4 }, () =>
        withUnpackedHeic(plain, { maxPixels: MAX_PIXELS }, async (tiff) => {
          inUse++;
          await sharp(tiff).stats();
          return inUse--;
        }),
      ),
    );
    expect(seen).toEqual([1, 1, 1, 1]);
  });
});
