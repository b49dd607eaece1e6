import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { acceptPicture } from './acceptPicture.ts';
import { sharp } from './sharp.ts';
import { box, boxIn, type CodedTile, gridFile } from './testing/heifGrid.ts';

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  });

async function heicTile(): Promise<CodedTile> {
  const file = await readFile(new URL('./testing/heic/plain.heic', import.meta.url));
  // The first item of its `iloc`.
  const data = file.subarray(420, 420 + 175);
  const codec = boxIn(file, 'hvcC');
  return { brand: 'heic', type: 'hvc1', codec, data, width: 96, height: 64 };
}

async function avifTile(): Promise<CodedTile> {
  const file = await noise(128, 64).avif({ effort: 0 }).toBuffer();
  const data = boxIn(file, 'mdat').subarray(8);
  const codec = boxIn(file, 'av1C');
  return { brand: 'avif', type: 'av01', codec, data, width: 128, height: 64 };
}

const grids = { HEIC: heicTile, AVIF: avifTile };

describe.each(['HEIC', 'AVIF'] as const)('a %s picture of several tiles', (name) => {
  it('is accepted when it is whole', async () => {
    const tile = await grids[name]();
    const accepted = await acceptPicture(gridFile(tile, 4, 2));
    expect(accepted).toMatchObject({ width: 4 * tile.width, height: 2 * tile.height });
  });

  it.each([0.5, 0.75, 0.9, 0.99])('is refused when it is cut at %f of its bytes', async (part) => {
    const whole = gridFile(await grids[name](), 4, 2);
    const cut = whole.subarray(0, Math.floor(whole.length * part));
    await expect(acceptPicture(cut)).rejects.toMatchObject({ message: 'INPUT_UNREADABLE' });
  });

  it('is refused when a tile does not exist', async () => {
    const file = gridFile(await grids[name](), 4, 2, [1, 2, 77, 4, 5, 6, 7, 8]);
    await expect(acceptPicture(file)).rejects.toMatchObject({ message: 'INPUT_UNREADABLE' });
  });

  it('is refused when the last tiles were never filled in', async () => {
    const tile = await grids[name]();
    const file = gridFile(tile, 4, 2);
    file.fill(0, file.length - 3 * tile.data.length);
    await expect(acceptPicture(file)).rejects.toMatchObject({ message: 'INPUT_UNREADABLE' });
  });
});

describe('a HEIC picture of one piece', () => {
  it.each([8, 40, 100])('is refused when %i bytes inside its data are zeros', async (length) => {
    const file = await readFile(new URL('./testing/heic/large.heic', import.meta.url));
    const data = file.indexOf('mdat') + 4;
    const middle = data + ((file.length - data) >> 1);
    expect(await acceptPicture(file)).toMatchObject({ mime: 'image/jpeg' });
    const holed = Buffer.from(file).fill(0, middle, middle + length);
    await expect(acceptPicture(holed)).rejects.toMatchObject({ message: 'INPUT_UNREADABLE' });
  });
});

const jpegs = {
  baseline: {},
  progressive: { progressive: true },
  'optimised progressive': { mozjpeg: true },
  'full colour': { chromaSubsampling: '4:4:4' },
};

describe.each(Object.entries(jpegs))('a %s JPEG', (_name, options) => {
  const whole = noise(301, 199).jpeg(options).toBuffer();

  it.each([1, 2])('that lacks only the last %i bytes, its end marker, is accepted', async (cut) => {
    const bytes = await whole;
    const [found, wanted] = await Promise.all([
      acceptPicture(bytes.subarray(0, -cut)),
      acceptPicture(bytes),
    ]);
    expect(found.bytes.equals(wanted.bytes)).toBe(true);
  });

  it.each([3, 4, 8, 40, 400])('that lacks the last %i bytes is refused', async (cut) => {
    await expect(acceptPicture((await whole).subarray(0, -cut))).rejects.toMatchObject({
      message: 'INPUT_UNREADABLE',
    });
  });

  it('whose second half is missing is refused although an end marker was put behind it', async () => {
    const bytes = await whole;
    const half = bytes.subarray(0, bytes.length >> 1);
    const patched = Buffer.concat([half, Buffer.from([0xff, 0xd9])]);
    await expect(acceptPicture(patched)).rejects.toMatchObject({ message: 'INPUT_UNREADABLE' });
  });
});

it('takes a JPEG with a few useless bytes before its end marker', async () => {
  const bytes = await noise(120, 80).jpeg().toBuffer();
  const padded = Buffer.concat([bytes.subarray(0, -2), Buffer.from([0x13, 0x57, 0xff, 0xd9])]);
  expect(await acceptPicture(padded)).toMatchObject({ width: 120, height: 80 });
});

/** A PNG with an `acTL` chunk that tells how many frames there are. */
async function pngWithFrames(frames: number): Promise<Buffer> {
  const still = await noise(20, 10).png().toBuffer();
  const chunk = Buffer.alloc(20);
  chunk.writeUInt32BE(8);
  chunk.write('acTL', 4, 'latin1');
  chunk.writeUInt32BE(frames, 8);
  // Decoders skip an unknown chunk, whatever its checksum.
  return Buffer.concat([still.subarray(0, 33), chunk, still.subarray(33)]);
}

/** An AVIF picture that is marked as a sequence and has a track of this many frames, as encoders write it. */
async function avifSequence(frames: number): Promise<Buffer> {
  const still = await noise(20, 10).avif({ effort: 0 }).toBuffer();
  still.write('avis', still.indexOf('miaf'), 'latin1');
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32BE(frames, 8);
  const track = ['stbl', 'minf', 'mdia', 'trak', 'moov'].reduce(
    (inner, type) => box(type, inner),
    box('stsz', sizes),
  );
  return Buffer.concat([still, track]);
}

const gifOf = async (frames: number) =>
  sharp(await Promise.all(Array.from({ length: frames }, () => noise(20, 10).png().toBuffer())), {
    join: { animated: true },
  })
    .gif()
    .toBuffer();

describe('a picture of a format that may move', () => {
  it.each([
    ['a GIF of one frame', () => noise(20, 10).gif().toBuffer()],
    ['an APNG of one frame', () => pngWithFrames(1)],
    ['a WebP of one frame', () => noise(20, 10).webp().toBuffer()],
    ['an AVIF sequence of one frame', () => avifSequence(1)],
  ])('is accepted when it is %s', async (_name, make) => {
    expect(await acceptPicture(await make())).toMatchObject({ width: 20, height: 10 });
  });

  it('keeps the transparency of a GIF', async () => {
    const gif = await sharp({
      create: { width: 20, height: 10, channels: 4, background: '#00000000' },
    })
      .gif()
      .toBuffer();
    expect(await acceptPicture(gif)).toMatchObject({ mime: 'image/png' });
  });

  it.each([
    ['a GIF of two frames', () => gifOf(2)],
    ['an APNG of two frames', () => pngWithFrames(2)],
    ['an AVIF sequence of two frames', () => avifSequence(2)],
  ])('is refused as animated when it is %s', async (_name, make) => {
    await expect(acceptPicture(await make())).rejects.toMatchObject({ message: 'INPUT_ANIMATED' });
  });

  it('is refused when it is a GIF cut short', async () => {
    const gif = await noise(200, 100).gif().toBuffer();
    for (const part of [0.5, 0.9, 0.99]) {
      await expect(
        acceptPicture(gif.subarray(0, Math.floor(gif.length * part))),
      ).rejects.toMatchObject({ message: 'INPUT_UNREADABLE' });
    }
  });
});
