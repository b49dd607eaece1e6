/**
 * Disk and S3 keep the same contract; what goes wrong with S3 is in `s3Storage.test.ts`. S3 is our own
 * simulation (`testing/bucket.ts`) that checks signatures as strictly as S3 itself. Of the servers on npm,
 * none would do: s3rver and its maintained branch compute another signature than S3 for lists and fail at the
 * second page on a Node of today; CloudServer takes parts from outside npm; MinIO, Garage and versitygw are
 * not published there.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStorage } from './createStorage.ts';
import { contentName } from './fileNames.ts';
import type { Storage, StoredFile } from './storage.ts';
import { type Bucket, startBucket } from './testing/bucket.ts';

let folder: string;
let bucket: Bucket;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-coins-storage-'));
  bucket = await startBucket();
});
afterAll(async () => {
  bucket.stop();
  await rm(folder, { recursive: true });
});

async function listOf(storage: Storage): Promise<Map<string, StoredFile>> {
  const found = new Map<string, StoredFile>();
  for await (const { name, ...file } of storage.list()) {
    found.set(name, file);
  }
  return found;
}

const kinds: [string, () => Storage][] = [
  ['disk', () => createStorage({ kind: 'disk', dir: folder })],
  ['s3', () => createStorage(bucket.config)],
];

describe.each(kinds)('the storage on %s', (_kind, open) => {
  const bytes = Buffer.from('the bytes of a picture');
  const name = contentName(bytes, 'image/png');
  const missing = contentName(Buffer.from('another'), 'image/png');

  it('stores what is put, and returns it whole or in part', async () => {
    const storage = open();
    const before = Date.now();
    await storage.put(name, bytes, 'image/png');
    await storage.put(name, bytes, 'image/png');
    expect(await storage.read(name)).toEqual(bytes);
    const found = await storage.stat(name);
    expect(found?.bytes).toBe(bytes.length);
    expect(Math.abs((found?.modifiedAt.getTime() ?? 0) - before)).toBeLessThan(60_000);
    const whole = await storage.open(name);
    expect(whole && (await buffer(whole))).toEqual(bytes);
    const part = await storage.open(name, { start: 4, end: 8 });
    expect(part && (await buffer(part)).toString()).toBe('bytes');
  });

  it('reports what is not there', async () => {
    const storage = open();
    expect(await storage.stat(missing)).toBeNull();
    expect(await storage.read(missing)).toBeNull();
    expect(await storage.open(missing)).toBeNull();
    expect(await storage.open(missing, { start: 0, end: 1 })).toBeNull();
    await storage.delete(missing);
    await storage.delete(name);
    expect(await storage.stat(name)).toBeNull();
    expect(await storage.read(name)).toBeNull();
  });

  it('keeps a long video byte by byte', async () => {
    const storage = open();
    const video = randomBytes(40 * 1024 * 1024);
    const file = contentName(video, 'video/mp4');
    await storage.put(file, video, 'video/mp4');
    expect((await storage.read(file))?.equals(video)).toBe(true);
    const start = 39 * 1024 * 1024;
    const end = start + 99_999;
    const part = await storage.open(file, { start, end });
    expect(part && (await buffer(part)).equals(video.subarray(start, end + 1))).toBe(true);
    await storage.delete(file);
  });

  it('lists more files than fit on one page, each once', async () => {
    const storage = open();
    const files = Array.from({ length: 1050 }, (_, i) => Buffer.from(`file ${i}`));
    const names = files.map((file) => contentName(file, 'image/webp'));
    for (let at = 0; at < files.length; at += 50) {
      const some = files.slice(at, at + 50);
      await Promise.all(
        some.map((file) => storage.put(contentName(file, 'image/webp'), file, 'image/webp')),
      );
    }
    const listed = await listOf(storage);
    expect([...listed.keys()].sort()).toEqual([...names].sort());
    expect(listed.get(names[7] ?? '')?.bytes).toBe('file 7'.length);
    await Promise.all(names.map((file) => storage.delete(file)));
    expect(await listOf(storage)).toEqual(new Map());
  }, 60_000);
});

describe('the storage on disk', () => {
  it('refuses names that are not its own', async () => {
    const storage = createStorage({ kind: 'disk', dir: folder });
    for (const name of ['../x.png', 'a.png', `${'a'.repeat(64)}.exe`, `${'a'.repeat(64)}.png/..`]) {
      await expect((async () => storage.read(name))()).rejects.toThrow(RangeError);
    }
  });

  it('leaves no partly written files visible', async () => {
    const storage = createStorage({ kind: 'disk', dir: folder });
    const bytes = Buffer.alloc(100_000, 7);
    const name = contentName(bytes, 'image/png');
    await Promise.all(Array.from({ length: 8 }, () => storage.put(name, bytes, 'image/png')));
    const place = join(folder, name.slice(0, 2), name.slice(2, 4));
    expect(await readdir(place)).toEqual([name]);
    await writeFile(join(place, `${name}.x.part`), 'half');
    expect([...(await listOf(storage)).keys()]).toEqual([name]);
  });
});
