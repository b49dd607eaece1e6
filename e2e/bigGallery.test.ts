import { beforeAll, describe, expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { placeIn, touchScreen } from './touch.ts';
import { copyWorks, makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
const COUNT = 100_000;
/** The most pictures in the grid: two columns on the screen and those rendered beyond it. */
const MAX_SHOTS = 60;
const DEEP = 2000;
beforeAll(async () => {
  await makeWorks(world, 'anna', ['The newest one']);
  await copyWorks(world, COUNT);
});

async function openGallery() {
  const opened = await world.open({ person: 'anna' }, { hasTouch: true });
  const { app } = opened;
  await app.getByRole('link', { name: 'Gallery' }).click();
  await app.getByRole('tab', { name: /All/ }).getByText('100,001').waitFor();
  const grid = app.getByRole('list', { name: 'Works, newest first' });
  const body = app.locator('body');
  return {
    ...opened,
    grid,
    scroll: () => body.evaluate(() => Math.round(window.scrollY)),
    shots: () => grid.getByRole('listitem').count(),
    /** The position of the last work on the screen in the whole list. */
    reached: () =>
      grid.evaluate((list) =>
        Math.max(...[...list.children].map((item) => Number(item.getAttribute('aria-posinset')))),
      ),
    /** The share of the screen's height that works cover; 1 = nothing is blank. */
    covered: () =>
      grid.evaluate((list) => {
        const boxes = [...list.children].map((item) => item.getBoundingClientRect());
        const columns = new Set(boxes.map(({ left }) => Math.round(left)));
        const [top, bottom] = [Math.max(0, list.getBoundingClientRect().top), window.innerHeight];
        const filled = [...columns].map((left) =>
          boxes
            .filter((box) => Math.round(box.left) === left)
            .reduce((sum, box) => {
              const part = Math.min(bottom, box.bottom + 8) - Math.max(top, box.top);
              return sum + Math.max(0, part);
            }, 0),
        );
        return Math.min(1, Math.min(...filled) / (bottom - top));
      }),
  };
}

describe('a gallery of a hundred thousand works', () => {
  it('scrolls by wheel and finger with few elements, never stays blank, and keeps its position', async () => {
    const { app, page, grid, phone, backButton, ...gallery } = await openGallery();
    const middle = await placeIn(phone, 0.5, 0.5);
    await page.mouse.move(middle.x, middle.y);
    let most = 0;
    for (let turns = 0; turns < 600 && (await gallery.reached()) < DEEP; turns++) {
      await page.mouse.wheel(0, 4000);
      most = Math.max(most, await gallery.shots());
    }
    expect(await gallery.reached()).toBeGreaterThanOrEqual(DEEP);
    await expect.poll(gallery.covered).toBeGreaterThan(0.97);

    const screen = await touchScreen(page);
    const [low, high] = [await placeIn(phone, 0.5, 0.75), await placeIn(phone, 0.5, 0.25)];
    const before = await gallery.scroll();
    for (let flings = 0; flings < 10; flings++) {
      await screen.swipe(low, high, 3);
      most = Math.max(most, await gallery.shots());
    }
    await expect.poll(gallery.scroll).toBeGreaterThan(before + 1000);
    await expect.poll(gallery.covered).toBeGreaterThan(0.97);
    expect(most).toBeLessThan(MAX_SHOTS);

    // Until the fling has ended and the page is still.
    let last = -1;
    await expect
      .poll(async () => {
        const [now, then] = [await gallery.scroll(), last];
        last = now;
        return now === then;
      })
      .toBe(true);
    await screen.tap(middle);
    await app.locator('.stage').waitFor();
    const [place] = ((await app.locator('.place').textContent()) ?? '').split(' / ');
    expect(Number(place?.replace(',', ''))).toBeGreaterThan(DEEP);
    await backButton.click();
    await grid.waitFor();
    await expect.poll(gallery.scroll).toBe(last);
    expect(await gallery.covered()).toBeGreaterThan(0.97);
    expect(await gallery.shots()).toBeLessThan(MAX_SHOTS);
  });
});
