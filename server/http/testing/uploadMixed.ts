/**
 * Uploads the heaviest pictures of every format and several bombs, each by somebody else and all at the
 * same moment, from a process of its own, so that the memory of the server can be looked at alone.
 * `node uploadMixed.ts <url>` reads a JSON list of twenty Authorization headers from its input and writes
 * what became of each picture: `taken`, or the code of the refusal.
 */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';

const [url = ''] = process.argv.slice(2);
const people = JSON.parse(await text(process.stdin)) as string[];

const heic = (name: string) =>
  readFile(new URL(`../../features/media/testing/heic/${name}.heic`, import.meta.url));
const plane = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: '#2040d080' }, limitInputPixels: false });

const largeHeic = await heic('large');
const claims = Buffer.from(largeHeic);
claims.writeUInt32BE(30_000, claims.indexOf('ispe') + 8);
const hides = Buffer.from(largeHeic);
hides.writeUInt32BE(64, hides.indexOf('ispe') + 8);

/** 64 megapixels is the maximum, 32 for AVIF; a rotated picture can't be decoded row by row. */
const kinds: [name: string, times: number, file: Buffer][] = [
  ['heic', 4, largeHeic],
  ['turned jpeg', 3, await plane(8000, 8000).withMetadata({ orientation: 6 }).jpeg().toBuffer()],
  ['interlaced png', 3, await plane(8000, 8000, 4).png({ progressive: true }).toBuffer()],
  ['webp', 2, await plane(8000, 8000).webp({ effort: 0 }).toBuffer()],
  ['avif', 1, await plane(8000, 4000).avif({ effort: 0, quality: 30 }).toBuffer()],
  ['large avif', 1, await plane(8000, 4008).avif({ effort: 0, quality: 30 }).toBuffer()],
  ['heic that claims much', 1, claims],
  ['heic that hides much', 2, hides],
  ['heic cut short', 1, largeHeic.subarray(0, -5000)],
  ['png bomb', 2, await plane(30_000, 30_000).png({ compressionLevel: 9 }).toBuffer()],
];

const files = kinds.flatMap(([name, times, file]) =>
  Array.from({ length: times }, () => ({ name, file })),
);
const outcomes = await Promise.all(
  files.map(async ({ name, file }, i) => {
    const answer = await fetch(`${url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: {
        authorization: people[i] ?? '',
        'content-type': 'application/octet-stream',
      },
      body: new Uint8Array(file),
    });
    const { error } = (await answer.json()) as { error?: { message: string } };
    return `${name}: ${error?.message ?? 'taken'}`;
  }),
);
console.log(JSON.stringify(outcomes));
