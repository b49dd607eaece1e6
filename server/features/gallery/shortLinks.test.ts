import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { User } from '../users/models.ts';
import { purgeOwn } from './jobs.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let now = new Date();
const test = testApp({
  overrides: { providers: { fal: createFakeProvider() }, now: () => now },
  env: { PORT: '0' },
});
let web: Awaited<ReturnType<typeof serveHttp>>;

beforeAll(async () => {
  web = await serveHttp(test.app);
});
afterAll(() => web.stop());

async function copied() {
  const person = await test.person();
  const { id } = await person.call.generation.create(pictureOrder());
  await workOn(test.app, person.userId, id);
  const [media] = (await person.call.generation.get({ id })).media;
  const shared = await person.call.gallery.share({ id: media?.id ?? '', target: 'link' });
  return { ...shared, ...person, mediaId: media?.id ?? '' };
}

const open = (url: string, language = 'en') =>
  fetch(new URL(url, web.url), { headers: { 'accept-language': language } });

describe('the copied link of a work', () => {
  it('is short, shows the work, and states its expiry', async () => {
    const { url, until, preparedMessageId } = await copied();
    expect(url).toMatch(/^\/s\/[\w-]{43}$/);
    expect(preparedMessageId).toBeNull();
    const livesForMs = Date.parse(until ?? '') - now.getTime();
    expect(livesForMs).toBeGreaterThan(7 * DAY_MS - 1);
    expect(livesForMs).toBeLessThanOrEqual(14 * DAY_MS);
    const answer = await open(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
  });

  it('is refused when one letter of it was changed, in the language of the reader', async () => {
    const { url } = await copied();
    const changed = url.replace(/(?<=\/s\/.{20})./, (letter) => (letter === 'A' ? 'B' : 'A'));
    for (const [address, language, sentence] of [
      [changed, 'ru', 'Ссылка больше не действует'],
      [`${url}A`, 'en', 'This link no longer works'],
      ['/s/nothing', 'de', 'This link no longer works'],
    ] as const) {
      const answer = await open(address, language);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain(sentence);
    }
  });

  it('expires', async () => {
    const { url, until } = await copied();
    const before = now;
    now = new Date(Date.parse(until ?? '') - 1000);
    expect((await open(url)).status).toBe(200);
    now = new Date(Date.parse(until ?? ''));
    expect((await open(url)).status).toBe(404);
    now = before;
  });

  it('ends with the work, and with the account', async () => {
    const first = await copied();
    await first.call.gallery.trash({ ids: [first.mediaId] });
    await purgeOwn(test.app, first.userId, null);
    expect((await open(first.url)).status).toBe(404);
    const second = await copied();
    await test.app.db.transaction((tx) =>
      tx.of(User).update({ blockedAt: new Date() }, { where: { id: second.userId } }),
    );
    expect((await open(second.url)).status).toBe(404);
  });
});
