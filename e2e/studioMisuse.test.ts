/** Double taps, broken connections and unsuitable input in the Studio. */
import { describe, expect, it } from 'vitest';
import { leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';
import { goToTab, openStudio, photo, shoot } from './studioWalk.ts';

const world = e2e({
  env: { FREE_OPERATIONS_COUNT: '0', PRICE_PER_OPERATION: '120' },
  // Broken connections and refused files are the point here; browsers log them.
  tolerates: /Failed to load resource/,
});

const orders = (userId: string) =>
  world.query<{ status: string; inputs: unknown[] }>(
    'select status, inputs from generations where user_id = $1 order by id',
    [userId],
  );

describe('in a hurry', () => {
  it('makes one picture by a double tap', async () => {
    const studio = await openStudio(world);
    await studio.words('Description').fill('A green door');
    const create = studio.app.getByRole('button', { name: /^Create .*1\.5/ });
    await expect.poll(() => create.isEnabled()).toBe(true);
    await create.dblclick();
    await studio.app.getByRole('img', { name: /%/ }).first().waitFor();
    await leaveCelebrations(studio.opened, studio.app.getByRole('button', { name: 'Remix' }));
    expect(await orders(studio.userId)).toHaveLength(1);
    expect((await studio.balance())?.coins).toBe(9_850);
  });

  it('continues an upload while another screen is open', async () => {
    const studio = await openStudio(world);
    const { app, opened, operation } = studio;
    let sendOn = () => {};
    const held = new Promise<void>((resolve) => {
      sendOn = resolve;
    });
    await opened.page.route('**/trpc/generation.uploadInput', async (route) => {
      await held;
      await route.continue();
    });
    await operation(/Add text/).click();
    await studio.upload(/Add an image/, 'photo.jpg', await photo('A lake at dawn'));
    await app.getByRole('button', { name: 'Sending the image' }).waitFor();
    await shoot(opened, 'misuse-uploading');
    await goToTab(opened, 'Gallery');
    sendOn();
    await goToTab(opened, 'Create');
    await studio.words('Text').fill('Hello');
    expect(await studio.make(/^Add text .*free/)).toMatchObject({ operation: 'add_text' });
  });

  it('keeps the picture and prompt of an operation while another one is open, and during a top-up', async () => {
    const studio = await openStudio(world);
    const { app, opened, operation, words, priceLine } = studio;
    await operation(/Retouch/).click();
    await studio.upload(/Add an image/, 'photo.jpg', await photo('A lake at dawn'));
    await words('What to fix').fill('Make it brighter');
    await operation(/Merge/).click();
    await app.getByText('0 of 2').waitFor();
    expect(await words('How to merge').inputValue()).toBe('');
    await operation(/Retouch/).click();
    expect(await words('What to fix').inputValue()).toBe('Make it brighter');

    // 20 coins short: the sheet, paying, and the work begins by itself.
    await priceLine.getByText('20 coins short').waitFor();
    await shoot(opened, 'misuse-short');
    await app.getByRole('button', { name: 'Top up and create' }).click();
    await app.getByRole('heading', { name: '20 coins short' }).waitFor();
    await shoot(opened, 'misuse-short-sheet');
    // Leaving the screen first loses nothing.
    await opened.backButton.click();
    expect(await words('What to fix').inputValue()).toBe('Make it brighter');
    await app.getByRole('button', { name: 'Remove: Image' }).waitFor();
    await app.getByRole('button', { name: 'Top up and create' }).click();
    await expect.poll(() => opened.mainButton.textContent()).toMatch(/85/);
    await opened.mainButton.click();
    await opened.phone.getByRole('button', { name: /Confirm and pay/ }).click();
    await expect
      .poll(() => orders(studio.userId), { timeout: 30_000 })
      .toMatchObject([{ status: 'succeeded', inputs: [{ type: 'upload' }] }]);
    await leaveCelebrations(opened, app.getByRole('button', { name: 'Remix' }));
    expect((await studio.balance())?.coins).toBe(10_000 + 5_000 - 12_000);
  });
});

describe('with a broken connection', () => {
  it('charges once, however often the answer to the order is lost', async () => {
    const studio = await openStudio(world);
    const { app, opened, words } = studio;
    await words('Description').fill('A blue boat');
    let answersToLose = 3;
    await opened.page.route('**/trpc/generation.create*', async (route) => {
      if (answersToLose > 0) {
        answersToLose -= 1;
        await route.fetch();
        await route.abort();
      } else {
        await route.continue();
      }
    });
    const create = app.getByRole('button', { name: /^Create .*1\.5/ });
    await create.click();
    // Not "nothing was charged": that is not known.
    await app.getByText('nothing is charged twice').waitFor();
    await shoot(opened, 'misuse-lost-answer');
    expect(await words('Description').inputValue()).toBe('A blue boat');
    // The picture is finished and celebrated already; the page does not know that it belongs to this order.
    await app.locator('.party').first().waitFor();
    await leaveCelebrations(opened, create);
    answersToLose = 1;
    await create.click();
    await leaveCelebrations(opened, app.getByRole('button', { name: 'Remix' }));
    expect(await orders(studio.userId)).toHaveLength(1);
    expect((await studio.balance())?.coins).toBe(9_850);
  });

  it('keeps the draft without a connection, and sends nothing', async () => {
    const studio = await openStudio(world);
    const { app, opened, words } = studio;
    await words('Description').fill('A red kite');
    await opened.page.context().setOffline(true);
    await app.getByRole('button', { name: 'No connection', exact: true }).waitFor();
    await shoot(opened, 'misuse-offline');
    await opened.page.context().setOffline(false);
    await studio.make(/^Create .*1\.5/);
    expect(await orders(studio.userId)).toHaveLength(1);
  });

  it('shows in one window a work that was ordered in another', async () => {
    const first = await world.open({ person: 'anna' });
    await first.mainButton.click();
    await first.app.getByRole('link', { name: 'Create', exact: true }).click();
    const second = await world.open({ person: 'anna' });
    await goToTab(second, 'Gallery');
    await first.app.getByLabel('Description', { exact: true }).fill('Two windows');
    await first.app.getByRole('button', { name: /^Create .*1\.5/ }).click();
    await second.app
      .getByRole('list', { name: 'Works, newest first' })
      .getByRole('img', { name: 'Two windows' })
      .waitFor({ timeout: 30_000 });
    await leaveCelebrations(first, first.app.getByRole('button', { name: 'Remix' }));
  });
});

describe('with unsuitable input', () => {
  it('refuses files that are too large, or no pictures, and says so in their slot', async () => {
    const studio = await openStudio(world);
    const { app, opened, operation } = studio;
    await operation(/Upscale/).click();
    const sent: string[] = [];
    opened.page.on('request', (request) => sent.push(request.url()));

    await studio.upload(/Add an image/, 'large.jpg', Buffer.alloc(25 * 1024 * 1024, 1));
    await app.getByRole('button', { name: /Add an image.*Larger than 20/ }).waitFor();
    expect(sent.some((url) => url.includes('uploadInput'))).toBe(false);

    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    );
    await studio.upload(/Add an image/, 'picture.png', svg, 'image/png');
    await app.getByRole('button', { name: /This file type isn’t supported/ }).waitFor();
    await shoot(opened, 'misuse-svg');

    await studio.upload(/Add an image/, 'torn.jpg', (await photo('A lake')).subarray(0, 900));
    await app.getByRole('button', { name: /The image can’t be opened/ }).waitFor();

    // The slot still accepts a good one.
    await studio.upload(/Add an image/, 'good.jpg', await photo('A lake'));
    await app.getByRole('button', { name: 'Remove: Image' }).waitFor();
    await app.getByText('1 of 1').waitFor();
    expect(await orders(studio.userId)).toHaveLength(0);
  });

  it('accepts no more characters than the limit', async () => {
    const studio = await openStudio(world);
    const field = studio.words('Description');
    await field.click();
    await studio.opened.page.keyboard.insertText('word '.repeat(500));
    expect((await field.inputValue()).length).toBe(2000);
    await studio.app.getByText('2,000 / 2,000').waitFor();
    await studio.make(/^Create .*1\.5/);
    expect(await orders(studio.userId)).toMatchObject([{ status: 'succeeded' }]);
  });
});
