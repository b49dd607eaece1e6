/** The first seconds of the app: what is painted, requested, and shown from the last visit. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hold } from './hold.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

const test = e2e();
/** The time in which nothing may be requested twice, ms. */
const OPENING_MS = 3000;

beforeAll(async () => {
  await makeWorks(test, 'anna', ['A paper boat', 'A tin soldier']);
}, 120_000);

/** The procedures of a request to the router. */
function proceduresOf(address: string): string[] {
  const { pathname } = new URL(address);
  return pathname.startsWith('/trpc/') ? pathname.slice('/trpc/'.length).split(',') : [];
}

function frameOf(page: Page) {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  if (!frame) {
    throw new Error('the host has not framed the app');
  }
  return frame;
}

/** How many of the pictures have come. */
function complete(images: Element[]): number {
  return images.filter((image) => (image as HTMLImageElement).complete).length;
}

/** Left, top, width and height of each. */
function places(elements: Element[]): number[][] {
  return elements.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height];
  });
}

/** Of what is written in it: its box may be wider. */
function textAndPlace(element: Element): [text: string, x: number, middle: number] {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { x, y, height } = range.getBoundingClientRect();
  return [element.textContent, x, y + height / 2];
}

describe('before the bundle has arrived', () => {
  it.each([
    ['a dark theme', 'dark'],
    ['a light theme', 'light'],
  ])("Home's outline stands with the person's name in the colours of %s", async (_what, scheme) => {
    let release: () => void = () => undefined;
    let asked = 0;
    const opening = test.open(
      {
        person: 'anna',
        embed: true,
        params: JSON.stringify({
          tgWebAppThemeParams: JSON.stringify(
            scheme === 'dark'
              ? { bg_color: '#102030', secondary_bg_color: '#0a1420', text_color: '#ffffff' }
              : { bg_color: '#fffaf0', secondary_bg_color: '#f0e8d8', text_color: '#101010' },
          ),
        }),
      },
      {},
      async (page) => {
        release = await hold(page, /\/assets\/[^/]+\.(js|css)$/);
        page.on('request', (request) => {
          asked += proceduresOf(request.url()).includes('me.launch') ? 1 : 0;
        });
        page.on('frameattached', (frame) => {
          void frame
            .waitForSelector('[data-outline="home"] .outline svg')
            .then(async () => {
              const page = await frame.evaluate(
                () => getComputedStyle(document.body).backgroundColor,
              );
              const name = await frame.textContent('.ol-name:not(:empty)');
              seen.push(page, name);
            })
            .then(() => expect.poll(() => asked).toBe(1))
            .finally(() => release());
        });
      },
    );
    const seen: (string | null)[] = [];
    const { app } = await opening;
    await app.getByRole('region', { name: 'Balance' }).waitFor();
    expect(seen).toEqual([
      scheme === 'dark' ? 'rgb(10, 20, 32)' : 'rgb(240, 232, 216)',
      'Anna Kovaleva',
    ]);
  });

  it.each([
    ["the gallery's first pictures", '/gallery', '.ol-works img', '.masonry-list img.pic.ready', 2],
    [
      "the picture of the Studio's first model",
      '/create',
      '.ol-model img',
      '.model.on .art img',
      1,
    ],
  ])(
    '%s: shown where the app will draw them, and fetched once',
    async (_what, path, early, late, count) => {
      let release: () => void = () => undefined;
      const fetched: string[] = [];
      const outlined: Promise<unknown>[] = [];
      const { app } = await test.open(
        { person: 'anna', embed: true, path },
        { viewport: { width: 390, height: 844 }, isMobile: true },
        async (page) => {
          release = await hold(page, /\/assets\/[^/]+\.(js|css)$/);
          page.on('request', (request) => {
            if (request.resourceType() === 'image' && request.url().includes('/media/')) {
              fetched.push(request.url());
            }
          });
          page.on('frameattached', (frame) => {
            const images = frame.locator(early);
            outlined.push(
              expect
                .poll(() => images.evaluateAll(complete))
                .toBe(count)
                .then(() => images.evaluateAll(places))
                .finally(() => release()),
            );
          });
        },
      );
      const drawn = app.locator(late);
      await expect.poll(() => drawn.count()).toBe(count);
      const later = await drawn.evaluateAll(places);
      // They have been seen: fading in, they would vanish first.
      expect(await app.locator(late).and(app.locator('.fade')).count()).toBe(0);
      expect(await Promise.all(outlined)).toEqual([later]);
      expect(later.every(([, , width = 0]) => width > 150)).toBe(true);
      expect(new Set(fetched).size).toBe(fetched.length);
    },
  );

  it.each([
    ['Home', '/', '.bal .big span > [aria-hidden]'],
    ['the wallet', '/wallet', '.wallet-coins [aria-hidden]'],
  ])('the balance on %s: shown where the app will show it', async (_what, path, late) => {
    let release: () => void = () => undefined;
    const outlined: Promise<unknown>[] = [];
    const { app } = await test.open({ person: 'anna', embed: true, path }, {}, async (page) => {
      release = await hold(page, /\/assets\/[^/]+\.(js|css)$/);
      page.on('frameattached', (frame) => {
        const number = frame.locator('.ol-coins:not(:empty):not(.old)').filter({ visible: true });
        outlined.push(number.evaluate(textAndPlace).finally(() => release()));
      });
    });
    const [[text, x, y] = []] = (await Promise.all(outlined)) as [string, number, number][];
    expect(text).toMatch(/^[\d,.]+$/);
    const [shown, left = 0, top = 0] = await app.locator(late).evaluate(textAndPlace);
    expect(shown).toBe(text);
    // A tag beside the label moves Home's down by three pixels.
    expect([left - (x ?? 0), Math.abs(top - (y ?? 0)) <= 3]).toEqual([0, true]);
  });
});

describe("the Studio's outline", () => {
  it('has no picture of a model that is not the first one, once the catalog has come', async () => {
    let release: () => void = () => undefined;
    const mayAnswer = Promise.withResolvers<void>();
    const outlined: Promise<unknown>[] = [];
    const { app } = await test.open(
      { person: 'anna', embed: true, path: '/create' },
      {},
      async (page) => {
        release = await hold(page, /\/assets\/[^/]+\.(js|css)$/);
        await page.route(/\/trpc\/me\.launch,generation\.catalog/, async (route) => {
          await mayAnswer.promise;
          const answer = await route.fetch();
          const [launch, catalog] = await answer.json();
          catalog.result.data.operations[0].models.reverse();
          await route.fulfill({ response: answer, json: [launch, catalog] });
        });
        page.on('frameattached', (frame) => {
          const picture = frame.locator('.ol-model img');
          outlined.push(
            picture
              .waitFor({ state: 'attached' })
              .finally(() => mayAnswer.resolve())
              .then(() => picture.waitFor({ state: 'detached' }))
              .finally(() => release()),
          );
        });
      },
    );
    await app.getByRole('radio', { name: /Nano Banana/ }).waitFor();
    await Promise.all(outlined);
    expect(outlined).toHaveLength(1);
  });
});

describe('a first opening', () => {
  it('requests everything that Home shows at once, and nothing twice within three seconds', async () => {
    const requests: { at: number; procedures: string[] }[] = [];
    const { app, page } = await test.open({ person: 'anna', embed: true }, {}, async (opened) => {
      opened.on('request', (request) => {
        const procedures = proceduresOf(request.url());
        if (procedures.length > 0) {
          requests.push({ at: Date.now(), procedures });
        }
      });
    });
    await app.getByRole('button', { name: 'A paper boat' }).waitFor();
    const [first] = requests;
    await page.waitForTimeout(OPENING_MS);
    const early = requests.filter(({ at }) => at - (first?.at ?? 0) < OPENING_MS);
    expect(early.map(({ procedures }) => procedures)).toEqual([
      [
        'me.launch',
        'wallet.get',
        'generation.active',
        'progress.get',
        'webinars.list',
        'gallery.list',
      ],
      ['live.events'],
    ]);
  });

  it('draws the wallet once: nothing is requested twice, and nothing moves', async () => {
    const asked: { at: number; procedures: string[] }[] = [];
    const { app, page } = await test.open(
      { person: 'anna', embed: true, path: '/wallet' },
      {},
      async (opened) => {
        await opened.addInitScript(() => {
          const shifts: number[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              shifts.push((entry as PerformanceEntry & { value: number }).value);
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        opened.on('request', (request) => {
          const procedures = proceduresOf(request.url());
          if (procedures.length > 0) {
            asked.push({ at: Date.now(), procedures });
          }
        });
      },
    );
    await app.getByRole('list', { name: 'Today' }).waitFor();
    await page.waitForTimeout(OPENING_MS);
    const [first] = asked;
    const early = asked.filter(({ at }) => at - (first?.at ?? 0) < OPENING_MS);
    expect(early.map(({ procedures }) => procedures)).toEqual([
      ['me.launch', 'wallet.get', 'plans.list', 'wallet.history'],
      ['live.events'],
    ]);
    const moved = await frameOf(page).evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
    expect(moved).toBeLessThan(0.02);
  });

  it('loads the visible pictures first, with their space reserved', async () => {
    const { app } = await test.open({ person: 'anna', embed: true });
    const picture = app.locator('img.pic[alt="A paper boat"]');
    await picture.waitFor();
    expect(await picture.getAttribute('loading')).toBe('eager');
    expect(await picture.getAttribute('fetchpriority')).toBe('high');
    const box = await picture.boundingBox();
    expect(box?.height).toBeGreaterThan(100);
  });

  it('leads a newcomer to the welcome with one answer', async () => {
    const { app } = await test.open({ person: 'newcomer', embed: true });
    await app.getByRole('heading', { name: /first 100 coins/ }).waitFor();
  });
});

describe('a second opening', () => {
  it('shows the last known Home while the server is asked, and marks the balance', async () => {
    const opened = await test.open({ person: 'anna', embed: true });
    const { app, page } = opened;
    const balance = app.getByRole('region', { name: 'Balance' });
    await balance.getByText(/Enough for/).waitFor();
    await page.waitForTimeout(1500);
    const release = await hold(page, /\/trpc\/me\.launch/);
    await frameOf(page).evaluate(() => location.reload());
    await balance.getByText('Updating…').waitFor();
    release();
    await balance.getByText(/Enough for/).waitFor();
    expect(await balance.locator('[aria-busy="true"]').count()).toBe(0);
  });

  it('shows the last known balance in grey, and the last known works, before the server has answered', async () => {
    const { page } = await test.open({ person: 'anna', embed: true, path: '/gallery' });
    const frame = frameOf(page);
    await expect.poll(() => frame.locator('.masonry-list img.pic.ready').count()).toBe(2);
    await page.waitForTimeout(1500);
    const releaseAnswer = await hold(page, /\/trpc\/me\.launch/);
    const releaseApp = await hold(page, /\/assets\/[^/]+\.(js|css)$/);
    await frame.evaluate(() => location.reload());
    await expect.poll(() => frame.locator('.ol-works img').evaluateAll(complete)).toBe(2);
    expect(await frame.locator('.ol-wallet .ol-coins.old').textContent()).toMatch(/^[\d,.]+$/);
    releaseAnswer();
    await frame.locator('.ol-wallet .ol-coins:not(.old)').waitFor({ state: 'attached' });
    expect(await frame.locator('.ol-works img').count()).toBe(2);

    const other = new URL(page.url());
    other.searchParams.set('person', 'irina');
    await page.goto(other.href);
    await expect.poll(() => page.frames().length).toBe(2);
    await frameOf(page).locator('.ol-tabs').waitFor();
    expect(await frameOf(page).locator('.ol-works img').count()).toBe(0);
    expect(await frameOf(page).locator('.ol-coins.old').count()).toBe(0);
    releaseApp();
  });

  it("never shows another person's Home", async () => {
    await callerOf(test, 'irina').mutate('me.launch');
    const opened = await test.open({ person: 'anna', embed: true });
    const { app, page } = opened;
    await app.getByRole('button', { name: 'A paper boat' }).waitFor();
    await page.waitForTimeout(1500);
    const release = await hold(page, /\/trpc\/me\.launch/);
    const other = new URL(page.url());
    other.searchParams.set('person', 'irina');
    await page.goto(other.href);
    await app.locator('[data-outline] .page [aria-busy="true"]').first().waitFor();
    expect(await app.getByText('A paper boat').count()).toBe(0);
    expect(await app.getByRole('region', { name: 'Balance' }).count()).toBe(0);
    release();
    await app.getByRole('region', { name: 'Balance' }).waitFor();
    expect(await app.getByText('A paper boat').count()).toBe(0);
  });
});
