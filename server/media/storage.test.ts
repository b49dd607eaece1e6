import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentName } from './fileNames.ts';
import { createStorage, type Storage } from './storage.ts';

type Answer = { status: number; headers?: Record<string, string>; body?: Buffer | string };

const XML = { 'content-type': 'application/xml' };

function listObjects(objects: Map<string, Buffer>): Answer {
  const contents = [...objects].map(
    ([name, bytes]) =>
      `<Contents><Key>${name}</Key><Size>${bytes.length}</Size>` +
      '<LastModified>2026-01-01T00:00:00Z</LastModified></Contents>',
  );
  const body = `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
  return { status: 200, headers: XML, body };
}

function getObject(found: Buffer | undefined, range = ''): Answer {
  if (!found) {
    return { status: 404, headers: XML, body: '<Error><Code>NoSuchKey</Code></Error>' };
  }
  const [, start, end] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
  const body = start ? found.subarray(Number(start), Number(end) + 1) : found;
  const headers = {
    'content-length': String(body.length),
    'last-modified': new Date().toUTCString(),
  };
  return { status: start ? 206 : 200, headers, body };
}

/** As much of S3 as the storage asks for. */
async function startBucket(): Promise<{ server: Server; url: string }> {
  const objects = new Map<string, Buffer>();
  async function answer(req: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://bucket');
    const key = decodeURIComponent(pathname.replace(/^\/media\/?/, ''));
    if (req.method === 'PUT') {
      objects.set(key, await buffer(req));
      return { status: 200 };
    }
    if (req.method === 'DELETE') {
      objects.delete(key);
      return { status: 204 };
    }
    return searchParams.has('list-type')
      ? listObjects(objects)
      : getObject(objects.get(key), req.headers.range);
  }
  const server = createServer(async (req, res) => {
    const { status, headers = {}, body } = await answer(req);
    res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

let folder: string;
let bucket: Awaited<ReturnType<typeof startBucket>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-coins-storage-'));
  bucket = await startBucket();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  bucket.server.close();
  bucket.server.closeAllConnections();
});

const kinds: [string, () => Storage][] = [
  ['disk', () => createStorage({ kind: 'disk', dir: folder })],
  [
    's3',
    () =>
      createStorage({
        kind: 's3',
        bucket: 'media',
        region: 'us-east-1',
        endpoint: bucket.url,
        accessKeyId: 'id',
        secretAccessKey: 'secret',
        forcePathStyle: true,
      }),
  ],
];

describe.each(kinds)('the storage on %s', (_kind, open) => {
  const bytes = Buffer.from('the bytes of a picture');
  const name = contentName(bytes, 'image/png');
  const missing = contentName(Buffer.from('another'), 'image/png');

  it('keeps what is put, and gives it whole or in part', async () => {
    const storage = open();
    await storage.put(name, bytes, 'image/png');
    await storage.put(name, bytes, 'image/png');
    expect(await storage.read(name)).toEqual(bytes);
    expect(await storage.stat(name)).toMatchObject({ bytes: bytes.length });
    const part = await storage.open(name, { start: 4, end: 8 });
    expect(part && (await buffer(part)).toString()).toBe('bytes');
    const listed = [];
    for await (const file of storage.list()) {
      listed.push(file.name);
    }
    expect(listed).toEqual([name]);
  });

  it('knows what is not there', async () => {
    const storage = open();
    expect(await storage.stat(missing)).toBeNull();
    expect(await storage.read(missing)).toBeNull();
    expect(await storage.open(missing)).toBeNull();
    await storage.delete(missing);
    await storage.delete(name);
    expect(await storage.stat(name)).toBeNull();
  });
});

describe('the storage on disk', () => {
  it('refuses names that are not its own', async () => {
    const storage = createStorage({ kind: 'disk', dir: folder });
    for (const name of ['../x.png', 'a.png', `${'a'.repeat(64)}.exe`, `${'a'.repeat(64)}.png/..`]) {
      await expect((async () => storage.read(name))()).rejects.toThrow(RangeError);
    }
  });

  it('leaves nothing half written where others look', async () => {
    const storage = createStorage({ kind: 'disk', dir: folder });
    const bytes = Buffer.alloc(100_000, 7);
    const name = contentName(bytes, 'image/png');
    await Promise.all(Array.from({ length: 8 }, () => storage.put(name, bytes, 'image/png')));
    const place = join(folder, name.slice(0, 2), name.slice(2, 4));
    expect(await readdir(place)).toEqual([name]);
    await writeFile(join(place, `${name}.x.part`), 'half');
    const listed = [];
    for await (const file of storage.list()) {
      listed.push(file.name);
    }
    expect(listed).toEqual([name]);
  });
});
