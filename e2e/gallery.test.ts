import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { hold } from './hold.ts';
import { e2e } from './stack.ts';
import { placeIn, touchScreen } from './touch.ts';
import { makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
const PROMPTS = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];
beforeAll(() => makeWorks(world, 'anna', PROMPTS));

/** Opens the gallery on a telephone with a touch screen. */
async function openGallery() {
  const opened = await world.open({ person: 'anna' }, { hasTouch: true });
  await opened.app.getByRole('link', { name: 'Gallery' }).click();
  const works = opened.app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
  await expect.poll(() => works.count()).toBe(PROMPTS.length);
  return { ...opened, works, screen: await touchScreen(opened.page) };
}

async function openWork(index: number) {
  const gallery = await openGallery();
  await gallery.works.nth(index).tap();
  const stage = gallery.app.locator('.stage');
  const place = gallery.app.locator('.place');
  await expect.poll(() => place.textContent()).toBe(`${index + 1} / ${PROMPTS.length}`);
  return { ...gallery, stage, place };
}

const transformOf = (element: Locator) =>
  element.evaluate((node) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(node).transform);
    return { scale: a, x: e, y: f };
  });
const zoomOf = ({ app }: OpenedApp) =>
  app.locator('.stage').evaluate(() => [visualViewport?.scale, top?.visualViewport?.scale]);

describe('fingers on a work', () => {
  it('go to the neighbours, one work a swipe, however quick', async () => {
    const { stage, place, screen } = await openWork(0);
    const [right, left] = [await placeIn(stage, 0.85), await placeIn(stage, 0.15)];
    await screen.swipe(right, left);
    await expect.poll(() => place.textContent()).toBe('2 / 5');
    // The second swipe begins while the first work is still moving.
    await screen.swipe(right, left, 3);
    await screen.swipe(right, left, 3);
    await expect.poll(() => place.textContent()).toBe('4 / 5');
    await screen.swipe(left, right);
    await expect.poll(() => place.textContent()).toBe('3 / 5');
    const track = stage.locator('.stage-track');
    await expect.poll(async () => (await transformOf(track)).x).toBe(0);
    await stage.getByRole('img', { name: 'Third' }).first().waitFor();
  });

  it('meet resistance at the ends, and return after a short drag', async () => {
    const { app, stage, place, screen } = await openWork(0);
    const track = app.locator('.stage-track');
    const [left, middle, right] = [
      await placeIn(stage, 0.1),
      await placeIn(stage, 0.5),
      await placeIn(stage, 0.9),
    ];
    await screen.move([[left, right]]);
    const { x } = await transformOf(track);
    expect(x).toBeGreaterThan(10);
    expect(x).toBeLessThan((right.x - left.x) / 2);
    await screen.lift();
    await expect.poll(async () => (await transformOf(track)).x).toBe(0);
    // A movement there and back is no flick either.
    await screen.move([[middle, left]]);
    await screen.send('touchMove', [{ ...middle, x: middle.x - 20 }]);
    await screen.send('touchMove', [{ ...middle, x: middle.x - 16 }]);
    await screen.lift();
    await expect.poll(async () => (await transformOf(track)).x).toBe(0);
    expect(await place.textContent()).toBe('1 / 5');
    expect(await app.locator('.stage.full').count()).toBe(0);
  });

  it('scroll the page by a vertical swipe, and stay on the work', async () => {
    const { app, stage, place, screen } = await openWork(1);
    const [low, high] = [await placeIn(stage, 0.5, 0.8), await placeIn(stage, 0.5, 0.3)];
    await screen.swipe(low, high);
    const scroll = () => app.locator('body').evaluate(() => window.scrollY);
    await expect.poll(scroll).toBeGreaterThan(0);
    expect(await place.textContent()).toBe('2 / 5');
  });

  it('zoom by pinching: the picture, not the page, and a lifted finger is no tap', async () => {
    const opened = await openWork(1);
    const { app, stage, screen } = opened;
    const picture = app.locator('.slide-picture').nth(1);
    await screen.pinch(await placeIn(stage), 60, 220);
    await app.locator('.stage.full').waitFor();
    await expect.poll(async () => (await transformOf(picture)).scale).toBeGreaterThan(1.5);
    expect(await zoomOf(opened)).toEqual([1, 1]);
    // In a zoomed picture a drag moves the picture, and does not change the work.
    const before = await transformOf(picture);
    await screen.swipe(await placeIn(stage, 0.7), await placeIn(stage, 0.4));
    expect((await transformOf(picture)).x).toBeLessThan(before.x);
    expect(await app.locator('.dots .on').count()).toBe(1);
    // Pinched together: the whole picture again, in the same view.
    await screen.pinch(await placeIn(stage), 240, 40);
    await expect.poll(async () => (await transformOf(picture)).scale).toBe(1);
    expect(await app.locator('.stage.full').count()).toBe(1);
  });

  it('zoom by a double tap and back; one tap opens and leaves the picture alone', async () => {
    const opened = await openWork(1);
    const { app, stage, screen } = opened;
    const picture = app.locator('.slide-picture').nth(1);
    await screen.tap(await placeIn(stage));
    await app.locator('.stage.full').waitFor();
    const spot = await placeIn(stage, 0.6, 0.5);
    // The taps of a double tap are within a quarter of a second; these are not.
    const pause = () => opened.page.waitForTimeout(300);
    await pause();
    await screen.tap(spot);
    await screen.tap(spot);
    await expect.poll(async () => (await transformOf(picture)).scale).toBe(2.5);
    await pause();
    await screen.tap(spot);
    await screen.tap(spot);
    await expect.poll(async () => (await transformOf(picture)).scale).toBe(1);
    expect(await zoomOf(opened)).toEqual([1, 1]);
    await pause();
    await screen.tap(spot);
    await expect.poll(() => app.locator('.stage.full').count()).toBe(0);
  });

  it('leave by dragging down: first the picture, then the work; Telegram does not minimise the app', async () => {
    const { app, stage, screen, events, works } = await openWork(1);
    await events.getByText('web_app_setup_swipe_behavior').first().waitFor();
    await screen.tap(await placeIn(stage));
    await app.locator('.stage.full').waitFor();
    // A short drag does nothing.
    await screen.move([[await placeIn(stage, 0.5, 0.4), await placeIn(stage, 0.5, 0.46)]]);
    await screen.send('touchMove', [await placeIn(stage, 0.5, 0.42)]);
    await screen.lift();
    expect(await app.locator('.stage.full').count()).toBe(1);
    await screen.swipe(await placeIn(stage, 0.5, 0.3), await placeIn(stage, 0.5, 0.7));
    await expect.poll(() => app.locator('.stage.full').count()).toBe(0);
    await screen.swipe(await placeIn(stage, 0.5, 0.2), await placeIn(stage, 0.5, 0.8));
    await expect.poll(() => works.count()).toBe(PROMPTS.length);
  });
});

describe('a long press on the grid', () => {
  it('selects a work without opening it; taps select more; scrolling selects nothing', async () => {
    const { app, page, works, screen, backButton } = await openGallery();
    const first = await placeIn(works.first());
    await screen.send('touchStart', [first]);
    await app.getByRole('heading', { name: '1 selected' }).waitFor();
    await screen.lift();
    await screen.tap(await placeIn(works.nth(1)));
    await app.getByRole('heading', { name: '2 selected' }).waitFor();
    await screen.tap(await placeIn(works.first()));
    await app.getByRole('heading', { name: '1 selected' }).waitFor();
    expect(await works.first().getAttribute('aria-pressed')).toBe('false');
    await backButton.click();
    await app.getByRole('heading', { name: 'Gallery' }).waitFor();

    const start = await placeIn(works.nth(2));
    await screen.move([[start, { ...start, y: start.y - 60 }]]);
    await page.waitForTimeout(600);
    await screen.lift();
    expect(await app.getByRole('heading', { name: /selected/ }).count()).toBe(0);
    expect(await app.locator('.stage').count()).toBe(0);
  });
});

describe('the picture of a work', () => {
  /** Opens the gallery without any picture until `release` is called. */
  const open = async (prepare: (page: Page) => Promise<unknown> = async () => undefined) => {
    let release: () => void = () => undefined;
    const { app } = await world.open({ person: 'anna', path: '/gallery' }, {}, async (page) => {
      release = await hold(page, /\/media\//);
      await prepare(page);
    });
    await expect.poll(() => app.locator('.pic.wait').count()).toBe(PROMPTS.length);
    return { app, blurred: app.locator('.gallery-tile img[aria-hidden]'), release };
  };

  it('fades in over its blurred self', async () => {
    const { app, blurred, release } = await open();
    await expect.poll(() => blurred.count()).toBe(PROMPTS.length);
    release();
    await expect.poll(() => app.locator('.pic.ready.fade').count()).toBe(PROMPTS.length);
  });

  it('is there at once when nothing was drawn before it', async () => {
    const { app, blurred, release } = await open((page) =>
      page.route(/\/trpc\/.*gallery\.list/, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replaceAll(/"thumbhash":"[^"]+"/g, '"thumbhash":""');
        await route.fulfill({ response, body });
      }),
    );
    release();
    await expect.poll(() => app.locator('.pic.ready').count()).toBe(PROMPTS.length);
    expect(await blurred.count()).toBe(0);
    expect(await app.locator('.fade').count()).toBe(0);
  });
});
