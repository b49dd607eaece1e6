/** How the storage handles an S3 that refuses, hangs, or is not there. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentName } from './fileNames.ts';
import { createS3Storage } from './s3Storage.ts';
import { type Bucket, startBucket } from './testing/bucket.ts';

const bytes = Buffer.from('the bytes of a picture');
const name = contentName(bytes, 'image/png');
const SILENCE_MS = 250;

let bucket: Bucket;
const servers: Server[] = [];

beforeAll(async () => {
  bucket = await startBucket();
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => bucket.stop());

/** A storage whose requests are answered by the test. */
async function storageAt(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createS3Storage({ ...bucket.config, endpoint }, SILENCE_MS);
}

describe('the storage on S3', () => {
  it('stores the content type', async () => {
    await createS3Storage(bucket.config).put(name, bytes, 'image/png');
    expect(bucket.objects.get(`${name.slice(0, 2)}/${name}`)?.type).toBe('image/png');
  });

  it.each([
    ['key', { accessKeyId: 'somebody' }],
    ['secret', { secretAccessKey: 'wrong' }],
    ['region', { region: 'us-east-1' }],
    ['bucket', { bucket: 'another' }],
  ])('with a wrong %s fails, and never takes it for a missing file', async (what, wrong) => {
    const storage = createS3Storage({ ...bucket.config, ...wrong });
    await expect(storage.put(name, bytes, 'image/png')).rejects.toThrow();
    await expect((async () => storage.list()[Symbol.asyncIterator]().next())()).rejects.toThrow();
    if (what !== 'bucket') {
      await expect(storage.stat(name)).rejects.toThrow();
      await expect(storage.delete(name)).rejects.toThrow();
    }
    await expect(storage.read(name)).rejects.toThrow();
  });

  it('that never answers is abandoned', async () => {
    const storage = await storageAt(() => {});
    await expect(storage.read(name)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(storage.put(name, bytes, 'image/png')).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('that stops in the middle of a file is abandoned', async () => {
    const storage = await storageAt((_req, res) => {
      res.writeHead(200, { 'content-length': 1000 });
      res.write('the beginning');
    });
    await expect(storage.read(name)).rejects.toThrow();
    const stream = await storage.open(name);
    await expect(stream && buffer(stream)).rejects.toThrow();
  });

  it('that is slow, but progresses, is waited for', async () => {
    const storage = await storageAt(async (_req, res) => {
      res.writeHead(200, { 'content-length': bytes.length });
      for (const byte of bytes) {
        await new Promise((resolve) => setTimeout(resolve, SILENCE_MS / 10));
        res.write(Buffer.of(byte));
      }
      res.end();
    });
    expect(await storage.read(name)).toEqual(bytes);
  });

  it('that fails for a moment is retried', async () => {
    let asked = 0;
    const storage = await storageAt((_req, res) => {
      asked++;
      res.writeHead(asked === 1 ? 503 : 200).end(asked === 1 ? '' : bytes);
    });
    expect(await storage.read(name)).toEqual(bytes);
    expect(asked).toBe(2);
  });

  it('that is not there is an error', async () => {
    const storage = await storageAt(() => {});
    for (const server of servers) {
      server.close();
    }
    await expect(storage.read(name)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
