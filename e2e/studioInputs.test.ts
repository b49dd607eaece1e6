/** What goes into a work, and how long it takes: as it is, not as it was for another work or another model. */
import { describe, expect, it } from 'vitest';
import { leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';
import { openStudio, photo } from './studioWalk.ts';
import { makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '500' } });
const MODEL = 'nano-banana';
/** How long the built-in artist takes for `test:slow`; the model it stands in for takes 12 s. */
const SLOW_S = 20;

describe('the inputs of an operation', () => {
  it('are visible beside the price, and do not become those of a video', async () => {
    const studio = await openStudio(world);
    const { app, operation, words, priceLine } = studio;
    await operation(/Add text/).click();
    await studio.upload(/Add an image/, 'photo.jpg', await photo('A dog on the grass'));
    await words('Text').fill('Rex');
    const goesIn = app.getByRole('img', { name: 'Goes in: 1 image' });
    await goesIn.waitFor();
    const box = async (one: typeof goesIn) => {
      const { top, bottom } = await one.evaluate((node) => node.getBoundingClientRect().toJSON());
      return { top, bottom, middle: (top + bottom) / 2 };
    };
    const [picture, price] = [await box(goesIn), await box(priceLine.first())];
    expect(Math.abs(picture.middle - price.middle)).toBeLessThan(24);
    expect(picture.bottom).toBeLessThanOrEqual(
      await app.locator('html').evaluate(() => innerHeight),
    );

    await operation(/Video/).click();
    expect(await words('Description').inputValue()).toBe('');
    await words('Description').fill('Waves roll onto a shore');
    await priceLine.first().waitFor();
    expect(await goesIn.count()).toBe(0);
    await studio.make(/^Create .*19/);
    const [video] = await world.query<{ inputs: unknown[]; prompt: string }>(
      "select inputs, prompt from generations where operation = 'video' and user_id = $1",
      [studio.userId],
    );
    expect(video).toEqual({ inputs: [], prompt: 'Waves roll onto a shore' });
  });
});

describe('the time left', () => {
  it('follows the progress of the built-in artist', async () => {
    const { app, words } = await openStudio(world);
    await words('Description').fill('A slow river test:slow');
    await app.getByRole('button', { name: /^Create .*free/ }).click();
    await app.getByRole('img', { name: /% done/ }).waitFor();
    /** The share and the seconds that are shown at the same moment. */
    const shown = () =>
      app.locator('body').evaluate((body) => {
        const ring = body.querySelector('[aria-label$="% done"]')?.getAttribute('aria-label');
        const left = /about (\d+)\ss left/.exec(body.textContent ?? '');
        return { share: Number.parseInt(ring ?? '', 10) / 100, left: Number(left?.[1]) };
      });
    await expect
      .poll(async () => (await shown()).share, { interval: 100, timeout: 60_000 })
      .toBeGreaterThanOrEqual(0.4);
    const { share, left } = await shown();
    expect(left).toBeGreaterThan(SLOW_S * (1 - share) * 0.9);
    expect(left).toBeLessThan(SLOW_S * (1 - share) * 2);
  });

  it('is expected from the last works of the built-in artist', async () => {
    await makeWorks(world, 'anna', ['One', 'Two', 'Three']);
    await world.query(
      `update generations set started_at = finished_at - interval '42 seconds'
       where model = $1 and status = 'succeeded'`,
      [MODEL],
    );
    // The server keeps what it has learned for a minute.
    await world.stack.server.stop();
    await world.stack.server.start();
    const opened = await world.open({ person: 'anna', path: '/create' });
    const card = opened.app.getByRole('radio', { name: /Nano Banana/ }).first();
    await leaveCelebrations(opened, card);
    await expect.poll(() => card.textContent()).toMatch(/42\ss/);
  });
});
