import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createTRPCClient, httpLink } from '@trpc/client';
import express from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppRouter } from '../../app/appRouter.ts';
import { serveHttp } from '../../testing/httpServer.ts';
import { initDataOf, testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { createUploadMiddleware, uploadRules } from './uploads.ts';

const MEGABYTE = 1024 * 1024;
const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } }, env: { PORT: '0' } });
let web: Awaited<ReturnType<typeof serveHttp>>;

beforeAll(async () => {
  web = await serveHttp(test.app);
});
afterAll(() => web.stop());

async function person() {
  const { call, telegram, userId } = await test.person();
  const authorization = `tma ${initDataOf(telegram)}`;
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${web.url}/trpc`, headers: { authorization } })],
  });
  const upload = (bytes: Buffer, name = 'picture.jpg') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), name);
    return client.generation.uploadInput.mutate(form);
  };
  return { call, userId, authorization, client, upload };
}

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

async function photo(width = 400, height = 300): Promise<Buffer> {
  return noise(width, height)
    .withExif({
      IFD0: { Make: 'SecretCamera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 56/1 0/1' },
    })
    .jpeg()
    .toBuffer();
}

describe('an upload', () => {
  it('is stored as a new file without location or camera data', async () => {
    const { upload } = await person();
    const given = await photo();
    expect((await sharp(given).metadata()).exif).toBeDefined();
    const { url, width, height, thumbhash } = await upload(given);
    expect([width, height]).toEqual([400, 300]);
    expect(thumbhash.length).toBeGreaterThan(10);
    const stored = Buffer.from(await (await fetch(new URL(url, web.url))).arrayBuffer());
    const metadata = await sharp(stored).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 400, height: 300 });
    expect([metadata.exif, metadata.icc, metadata.xmp]).toEqual([undefined, undefined, undefined]);
    expect(stored.includes('SecretCamera')).toBe(false);
  });

  it('may be sent as bytes, and is rotated upright', async () => {
    const { client } = await person();
    const turned = await noise(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const answer = await client.generation.uploadInput.mutate(
      new Blob([new Uint8Array(turned)]) as never,
    );
    expect(answer).toMatchObject({ width: 300, height: 400 });
  });

  it.each([
    [
      'PNG with transparency',
      () =>
        sharp({ create: { width: 40, height: 30, channels: 4, background: '#0008' } })
          .png()
          .toBuffer(),
    ],
    ['WebP', () => noise(40, 30).webp().toBuffer()],
    ['HEIC', () => readFile(new URL('./testing/heic/turned.heic', import.meta.url))],
    ['AVIF', () => noise(64, 48).avif({ effort: 0 }).toBuffer()],
    ['a JPEG in CMYK', () => noise(40, 30).toColourspace('cmyk').jpeg().toBuffer()],
    [
      'a JPEG with something hidden behind it',
      async () =>
        Buffer.concat([await photo(), Buffer.from('PK\u0003\u0004<script>alert(1)</script>')]),
    ],
  ])('may be %s', async (_name, make) => {
    const { upload } = await person();
    const { url } = await upload(await make());
    const stored = Buffer.from(await (await fetch(new URL(url, web.url))).arrayBuffer());
    expect((await sharp(stored).metadata()).space).toBe('srgb');
    expect(stored.includes('<script>')).toBe(false);
    expect(stored.includes('SecretCamera')).toBe(false);
  });

  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  const frames = () => Promise.all([noise(8, 8).png().toBuffer(), noise(8, 8).png().toBuffer()]);
  const gif = async () =>
    sharp(await frames(), { join: { animated: true } })
      .gif()
      .toBuffer();
  const movingWebp = async () =>
    sharp(await frames(), { join: { animated: true } })
      .webp()
      .toBuffer();

  /** A PNG of one colour: tiny as a file, huge when decoded. */
  const bomb = () =>
    sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();

  async function animatedPng(): Promise<Buffer> {
    const still = await noise(8, 8).png().toBuffer();
    const chunk = Buffer.from('000000086163544c000000020000000000000000', 'hex');
    return Buffer.concat([still.subarray(0, 33), chunk, still.subarray(33)]);
  }

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['SVG', 'INPUT_UNSUPPORTED', () => svg],
    [
      'an SVG that claims to be a JPEG',
      'INPUT_UNREADABLE',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), svg]),
    ],
    ['a page', 'INPUT_UNSUPPORTED', () => Buffer.from('<!doctype html><title>hello</title>')],
    [
      'a script that claims to be a GIF',
      'INPUT_UNREADABLE',
      () => Buffer.from('GIF89a/*    */=1;alert(1)//     '),
    ],
    ['an animated GIF', 'INPUT_ANIMATED', gif],
    ['an animated WebP', 'INPUT_ANIMATED', movingWebp],
    ['an animated PNG', 'INPUT_ANIMATED', animatedPng],
    ['TIFF', 'INPUT_UNSUPPORTED', () => noise(20, 20).tiff().toBuffer()],
    ['PDF', 'INPUT_UNSUPPORTED', () => Buffer.from('%PDF-1.7 and some more')],
    [
      'only the beginning of a HEIC',
      'INPUT_UNREADABLE',
      () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    ],
    ['nothing', 'INPUT_UNSUPPORTED', () => Buffer.alloc(0)],
    ['a JPEG cut short', 'INPUT_UNREADABLE', async () => (await photo()).subarray(0, 4000)],
    [
      'a PNG cut short',
      'INPUT_UNREADABLE',
      async () => (await noise(200, 200).png().toBuffer()).subarray(0, 5000),
    ],
    [
      'only the beginning of a PNG',
      'INPUT_UNREADABLE',
      async () => (await noise(20, 20).png().toBuffer()).subarray(0, 30),
    ],
    ['a bomb', 'INPUT_TOO_LARGE', bomb],
  ])('of %s is refused as %s', async (_name, code, make) => {
    const { upload } = await person();
    await expect(upload(await make())).rejects.toMatchObject({ message: code });
  });

  it('over 20 MB is refused before it is read, with and without a length', async () => {
    const { upload, authorization } = await person();
    const large = Buffer.alloc(21 * 1024 * 1024, 1);
    await expect(upload(large)).rejects.toMatchObject({ message: 'INPUT_TOO_LARGE' });
    const chunked = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 21; n++) {
          controller.enqueue(new Uint8Array(1024 * 1024));
        }
        controller.close();
      },
    });
    const answer = await fetch(`${web.url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: chunked,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it.each([
    ['a form without a file', 'multipart/form-data; boundary=x', '--x--\r\n'],
    ['a broken form', 'multipart/form-data; boundary=x', 'nonsense'],
    ['JSON', 'application/json', '{"file":1}'],
  ])('as %s is a bad request', async (_name, type, body) => {
    const { authorization } = await person();
    const answer = await fetch(`${web.url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { message: 'BAD_REQUEST' } });
  });

  it('without authentication is refused', async () => {
    const answer = await fetch(`${web.url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(10),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { message: 'INIT_DATA_MISSING' } });
  });

  it('can be used by a generation of its owner and of nobody else', async () => {
    const [owner, stranger] = [await person(), await person()];
    const { id } = await owner.upload(await photo());
    const order = pictureOrder({
      operation: 'upscale',
      model: 'upscaler',
      inputs: [{ type: 'upload', id }],
    });
    await expect(stranger.call.generation.create(order)).rejects.toMatchObject({
      message: 'INPUT_NOT_FOUND',
    });
    let inputs: string[] = [];
    provider.onSubmit = (request) => {
      inputs = request.inputs.map(({ mime }) => mime);
    };
    const made = await owner.call.generation.create(order);
    await workOn(test.app, owner.userId, made.id);
    expect(inputs).toEqual(['image/jpeg']);
  });
});

/** Starts to send a picture and continues with ten bytes a second. */
async function sendSlowly(url: string, authorization: string) {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    received += part;
  });
  await once(socket, 'connect');
  socket.write(
    `POST /trpc/generation.uploadInput HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n` +
      'Content-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\n\xff\xd8',
    'latin1',
  );
  const drip = setInterval(() => socket.write('x'), 100);
  socket.once('close', () => clearInterval(drip)).on('error', () => undefined);
  return { socket, received: () => received };
}

describe('an upload that comes slowly', () => {
  it('does not delay other people, however many there are', async () => {
    const slow = await Promise.all(
      Array.from({ length: 6 }, async () => sendSlowly(web.url, (await person()).authorization)),
    );
    const { upload } = await person();
    expect(await upload(await photo())).toMatchObject({ width: 400 });
    // They were still sending.
    expect(slow.map(({ socket }) => socket.readyState)).toEqual(Array(6).fill('open'));
    for (const { socket } of slow) {
      socket.destroy();
    }
  });

  it('is refused, and the next one of the same person is accepted after that', async () => {
    const rules = { ...uploadRules, checkEveryMs: 1000 };
    const server = express()
      .use('/trpc', createUploadMiddleware(test.app, rules))
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { authorization } = await person();
    const { received } = await sendSlowly(url, authorization);
    const next = fetch(`${url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(await photo()),
    });
    await expect.poll(received, { timeout: 20_000 }).toContain('"appCode":"UPLOAD_TOO_SLOW"');
    expect(received()).toMatch(/^HTTP\/1\.1 408 /);
    expect((await next).status).toBe(200);
    server.closeAllConnections();
    server.close();
  });

  it('allows a limited number of further waiting ones of the same person', async () => {
    const { authorization } = await person();
    const slow = await Promise.all(
      Array.from({ length: 15 }, () => sendSlowly(web.url, authorization)),
    );
    const refused = () => slow.filter(({ received }) => received().startsWith('HTTP/1.1 429 '));
    await expect.poll(() => refused().length).toBeGreaterThanOrEqual(4);
    expect(slow.every(({ received }) => /^$|^HTTP\/1\.1 429 /.test(received()))).toBe(true);
    for (const { socket } of slow) {
      socket.destroy();
    }
  });
});

describe('twenty uploads at once', () => {
  it('are all accepted in bounded memory', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, person));
    const script = fileURLToPath(new URL('../../http/testing/uploadMany.ts', import.meta.url));
    const child = spawn(process.execPath, [script, web.url, '2100', '1600'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const before = process.memoryUsage.rss();
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 10);
    child.stdin.end(JSON.stringify(people.map(({ authorization }) => authorization)));
    const { bytes, taken } = JSON.parse(await text(child.stdout)) as Record<string, number>;
    clearInterval(timer);
    expect(bytes).toBeGreaterThan(7 * MEGABYTE);
    expect(taken).toBe(20);
    // Measured: 330 to 360; the rest is room for a busy machine.
    expect((peak - before) / MEGABYTE).toBeLessThan(500);
  }, 120_000);
});
