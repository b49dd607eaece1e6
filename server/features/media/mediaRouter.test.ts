import { createSecretKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { purgeOwn } from '../gallery/jobs.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { viewLink } from './links.ts';

const test = testApp({
  overrides: { providers: { fal: createFakeProvider() } },
  env: { PORT: '0' },
});
let web: Awaited<ReturnType<typeof serveHttp>>;

beforeAll(async () => {
  web = await serveHttp(test.app);
});
afterAll(() => web.stop());

async function picture() {
  const { call, userId } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
  const [media] = (await call.generation.get({ id })).media;
  if (!media) {
    throw new Error('no picture was made');
  }
  return { ...media, userId, call };
}

/** Every URL of a work, whatever it is called, and the shared one. */
async function linksOf({ call, id, ...media }: Awaited<ReturnType<typeof picture>>) {
  const own = Object.entries(media).filter(([name]) => /url$/i.test(name));
  const shared = await call.gallery.share({ id, target: 'story' });
  return [...own, ['shared', shared.url]] as [string, string][];
}

const get = (link: string, headers: Record<string, string> = {}) =>
  fetch(new URL(link, web.url), { headers });

describe('a link to media', () => {
  it('returns the file, privately, and never as a page', async () => {
    const { url, bytes, mime } = await picture();
    const answer = await get(url);
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': mime,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': expect.stringMatching(/^private, max-age=\d{5}, immutable$/),
      'accept-ranges': 'bytes',
    });
    expect(answer.headers.get('content-disposition')).toBeNull();
  });

  it('gives preview and thumbnail as WebP', async () => {
    const { previewUrl, thumbUrl } = await picture();
    for (const link of [previewUrl, thumbUrl]) {
      const answer = await get(link);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    }
  });

  it('is a download for Telegram’s web app', async () => {
    const { downloadUrl } = await picture();
    const answer = await get(downloadUrl, { origin: 'https://web.telegram.org' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://web.telegram.org');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="ai-coins-[0-9a-f]{8}\.png"$/,
    );
  });

  it('is answered with 304 when the browser has the file', async () => {
    const { url } = await picture();
    const etag = (await get(url)).headers.get('etag') ?? '';
    expect((await get(url, { 'if-none-match': etag })).status).toBe(304);
  });

  it('stays the same for hours, so that caches work', async () => {
    const noon = { ...test.app, now: () => new Date('2030-05-05T12:00:00Z') };
    const later = { ...test.app, now: () => new Date('2030-05-05T17:59:00Z') };
    const linked = { id: randomUUID(), file: `${'a'.repeat(64)}.png` };
    expect(viewLink(noon, linked)).toBe(viewLink(later, linked));
  });

  it.each([
    ['the first bytes', 'bytes=0-9', 206, 10],
    ['the last bytes', 'bytes=-5', 206, 5],
    ['no range that exists', 'bytes=99999999-', 416, 0],
    ['several ranges as the whole', 'bytes=0-1,8-9', 200, null],
    ['nonsense as the whole', 'lines=1-2', 200, null],
  ])('gives %s', async (_name, range, status, length) => {
    const { url, bytes } = await picture();
    const answer = await get(url, { range });
    expect(answer.status).toBe(status);
    expect((await answer.arrayBuffer()).byteLength).toBe(length ?? bytes);
  });

  const change = (link: string, changes: Record<string, string>): string => {
    const address = new URL(link, web.url);
    for (const [name, value] of Object.entries(changes)) {
      address.searchParams.set(name, value);
    }
    return address.href;
  };

  const linkedBy = (link: string) => ({
    id: new URL(link, web.url).searchParams.get('of') ?? '',
    file: /[0-9a-f]{64}\.png/.exec(link)?.[0] ?? '',
  });

  it.each<[string, (link: string) => string]>([
    ['without a signature', (link) => new URL(link, web.url).pathname],
    ['with another signature', (link) => change(link, { sig: 'A'.repeat(32) })],
    ['with a signature cut short', (link) => change(link, { sig: 'AAAA' })],
    ['made to live longer', (link) => change(link, { until: '99999999999' })],
    ['made for another purpose', (link) => change(link, { for: 'download' })],
    ['with an unknown purpose', (link) => change(link, { for: 'constructor' })],
    ['of another file', (link) => link.replace(/[0-9a-f]{64}/, 'b'.repeat(64))],
    ['out of the folder', (link) => link.replace(/[0-9a-f]{64}\.png/, '..%2f..%2fpackage.json')],
    [
      'that another server has signed',
      (link) => {
        const linkKey = createSecretKey(Buffer.alloc(32));
        return viewLink({ ...test.app, linkKey }, linkedBy(link));
      },
    ],
    [
      'that is over',
      (link) => {
        const yesterday = () => new Date(Date.now() - 24 * 3600 * 1000);
        return viewLink({ ...test.app, now: yesterday }, linkedBy(link));
      },
    ],
    [
      'to a file that is gone',
      (link) => viewLink(test.app, { ...linkedBy(link), file: `${'c'.repeat(64)}.png` }),
    ],
    ['of another work', (link) => change(link, { of: randomUUID() })],
    ['of no work', (link) => change(link, { of: "' or true --" })],
    [
      'that was signed for a work of which there is no file',
      (link) => viewLink(test.app, { ...linkedBy(link), id: randomUUID() }),
    ],
  ])('%s is not found', async (_name, spoil) => {
    const { url } = await picture();
    const answer = await get(spoil(url));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { appCode: 'NOT_FOUND' } });
  });
});

describe('the files of a work', () => {
  const ways: [string, RequestInit][] = [
    ['whole', {}],
    ['in a range', { headers: { range: 'bytes=0-9' } }],
    ['by their head', { method: 'HEAD' }],
    ['as known already', { headers: { 'if-none-match': '*' } }],
  ];
  const ask = async (link: string) =>
    Promise.all(ways.map(async ([, init]) => (await fetch(new URL(link, web.url), init)).status));

  it('are accessible neither by their names alone, nor with the signature of another file', async () => {
    const [mine, other] = [await linksOf(await picture()), await linksOf(await picture())];
    expect(mine.map(([name]) => name).sort()).toEqual(
      ['downloadUrl', 'previewUrl', 'shared', 'thumbUrl', 'url'].sort(),
    );
    for (const [i, [name, link]] of mine.entries()) {
      const address = new URL(link, web.url);
      expect([name, await ask(address.pathname)]).toEqual([name, [404, 404, 404, 404]]);
      // Both pictures look the same, so their files do, too: the preview's signature is used instead.
      const borrowed = new URL(other[(i + 1) % other.length]?.[1] ?? '', web.url);
      address.search = borrowed.search;
      expect([name, await ask(address.href)]).toEqual([name, [404, 404, 404, 404]]);
    }
  });

  it('are gone, for their owner too, when the work is permanently deleted', async () => {
    const work = await picture();
    const links = await linksOf(work);
    for (const [, link] of links) {
      expect((await ask(link)).slice(0, 3)).toEqual([200, 206, 200]);
    }
    await work.call.gallery.trash({ ids: [work.id] });
    expect(await purgeOwn(test.app, work.userId, null)).toBe(1);
    for (const [name, link] of links) {
      expect([name, await ask(link)]).toEqual([name, [404, 404, 404, 404]]);
    }
  });
});

it('links of a paused account stop working at once, shared ones too, and work again with the account', async () => {
  const work = await picture();
  const links = await linksOf(work);
  const admin = await test.admin();
  const setBlocked = (blocked: boolean) =>
    admin.call.admin.setBlocked({
      requestId: randomUUID(),
      userId: work.userId,
      blocked,
      reason: 'spam',
    });
  const statuses = async () =>
    Promise.all(links.map(async ([name, link]) => [name, (await get(link)).status]));
  const allAre = (status: number) => links.map(([name]) => [name, status]);
  expect(await statuses()).toEqual(allAre(200));
  await setBlocked(true);
  expect(await statuses()).toEqual(allAre(404));
  await setBlocked(false);
  expect(await statuses()).toEqual(allAre(200));
});
