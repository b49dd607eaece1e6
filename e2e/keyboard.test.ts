/** Typing on a phone: a pressed button does not move, and the line with the caret stays visible. */

import { beforeAll, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { placeIn, touchScreen } from './touch.ts';
import { callerOf } from './works.ts';

const test = e2e();
const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } };

beforeAll(async () => {
  await callerOf(test, 'anna').mutate('me.launch');
});

function openOnPhone(person = 'anna'): Promise<OpenedApp> {
  return test.open({ person, embed: true, keyboard: 'auto' }, phone);
}

/** Somebody else each time: what one has made is celebrated over the next screen that opens. */
async function openForCreation(): Promise<OpenedApp> {
  const { key } = test.stack.telegram.world.createNewcomer({ languageCode: 'en' });
  await callerOf(test, key).mutate('me.launch');
  return openOnPhone(key);
}

it('makes one work by one tap on Create while the keyboard is open', async () => {
  const { app, page } = await openForCreation();
  await app.getByRole('link', { name: 'Create' }).tap();
  const field = app.getByLabel('Description', { exact: true });
  await field.tap();
  await field.pressSequentially('A paper kite');
  const create = app.getByRole('button', { name: /^Create / });
  await create.waitFor();
  await page.waitForTimeout(500);
  const before = await placeIn(create);
  const screen = await touchScreen(page);
  await screen.tap(before);
  await app.getByRole('img', { name: /% done/ }).waitFor();
  expect(await test.query("select 1 from generations where prompt = 'A paper kite'")).toHaveLength(
    1,
  );
});

it('keeps the button in place from press to release, also with a mouse', async () => {
  const { app, page } = await openForCreation();
  await app.getByRole('link', { name: 'Create' }).tap();
  const field = app.getByLabel('Description', { exact: true });
  await field.tap();
  await field.pressSequentially('A paper moon');
  const create = app.getByRole('button', { name: /^Create / });
  await page.waitForTimeout(500);
  const at = await placeIn(create);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.waitForTimeout(400);
  expect(await placeIn(create)).toEqual(at);
  await page.mouse.up();
  await app.getByRole('img', { name: /% done/ }).waitFor();
});

it('keeps the line with the caret above the bar', async () => {
  const { app, page } = await openForCreation();
  await app.getByRole('link', { name: 'Create' }).tap();
  const field = app.getByLabel('Description', { exact: true });
  await field.tap();
  await field.fill(Array.from({ length: 30 }, (_, i) => `Line ${i}`).join('\n'));
  await field.press('End');
  await field.pressSequentially(' and more');
  await page.waitForTimeout(500);
  const end = await field.boundingBox();
  const bar = await app.locator('.actbar').boundingBox();
  expect(end && bar && end.y + end.height <= bar.y).toBe(true);
});

it('hides the tab bar also where the field had the focus before the app began to watch', async () => {
  const { app } = await test.open(
    { person: 'anna', embed: true, keyboard: 'auto', path: '/create' },
    phone,
    async (page) => {
      await page.addInitScript(() => {
        const focusFirst = new MutationObserver(() => {
          const field = document.querySelector('textarea');
          if (field) {
            focusFirst.disconnect();
            field.focus();
          }
        });
        focusFirst.observe(document, { childList: true, subtree: true });
      });
    },
  );
  const field = app.getByLabel('Description', { exact: true });
  await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  await expect.poll(() => app.locator('.tabbar').isVisible()).toBe(false);
});

it.each([
  ['320x568', 'ios'],
  ['360x640', 'android'],
] as const)(
  'shows three lines of the description and the whole button on a phone of %s',
  async (size, platform) => {
    const [width = 0, height = 0] = size.split('x').map(Number);
    const { key } = test.stack.telegram.world.createNewcomer({ languageCode: 'ru' });
    await callerOf(test, key).mutate('me.launch');
    const { app, page } = await test.open(
      { person: key, embed: true, keyboard: 'auto', lang: 'ru', size, platform },
      { ...phone, viewport: { width, height } },
    );
    await app.getByRole('link', { name: 'Создать', exact: true }).tap();
    const field = app.getByLabel('Описание', { exact: true });
    await field.tap();
    await page.waitForTimeout(600);
    const line = await field.evaluate((node) =>
      Number.parseFloat(getComputedStyle(node).lineHeight),
    );
    const button = app.locator('.actbar .btn');
    const visibleLines = async () => {
      const [box, frame, bar] = [
        await field.boundingBox(),
        await page.locator('iframe').boundingBox(),
        await app.locator('.actbar').boundingBox(),
      ];
      if (!box || !frame || !bar) {
        return 0;
      }
      return (Math.min(box.y + box.height, bar.y) - Math.max(box.y, frame.y)) / line;
    };
    for (const words of ['', 'A paper fox reads a map at the window. '.repeat(6)]) {
      await field.fill(words);
      await page.waitForTimeout(600);
      expect(await visibleLines()).toBeGreaterThanOrEqual(3);
      const at = await button.boundingBox();
      expect(at && at.x >= 0 && at.x + at.width <= width).toBe(true);
    }
  },
);

it('applies a promo code with one tap, and keeps the typed amount visible', async () => {
  const { app, page } = await openOnPhone();
  await app.getByRole('button', { name: 'Top up' }).tap();
  await app.getByRole('radio', { name: /Other amount/ }).tap();
  const amount = app.getByLabel('How many coins you want');
  await amount.pressSequentially('250');
  await page.waitForTimeout(500);
  const [box, sheet] = [await amount.boundingBox(), await app.locator('.sheet-b').boundingBox()];
  expect(box && sheet && box.y >= sheet.y && box.y + box.height <= sheet.y + sheet.height).toBe(
    true,
  );
  const code = app.getByRole('textbox', { name: 'Promo code' });
  await code.tap();
  await code.pressSequentially('save20');
  await page.waitForTimeout(500);
  const screen = await touchScreen(page);
  await screen.tap(await placeIn(app.getByRole('button', { name: 'Apply' })));
  await app.getByRole('button', { name: 'Remove the code' }).waitFor();
});

it('shows the whole field for a promo code between the sheet and the button of the smallest phone', async () => {
  const {
    app,
    page,
    phone: device,
  } = await test.open(
    { person: 'anna', embed: true, keyboard: 'auto', size: '320x568', platform: 'ios' },
    { ...phone, viewport: { width: 320, height: 568 } },
  );
  await app.getByRole('button', { name: 'Top up' }).tap();
  const code = app.getByRole('textbox', { name: 'Promo code' });
  await code.tap();
  await code.pressSequentially('save20');
  await page.waitForTimeout(600);
  const box = await code.boundingBox();
  const sheet = await app.locator('.sheet').boundingBox();
  const button = await device.locator('[data-button="main"]').boundingBox();
  expect(box && sheet && button).toBeTruthy();
  expect(box?.y).toBeGreaterThanOrEqual(sheet?.y ?? Infinity);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
});

it('pays for the typed amount with one tap on a button that does not move', async () => {
  const { app, page, mainButton, phone } = await openOnPhone();
  await app.getByRole('button', { name: 'Top up' }).tap();
  await app.getByRole('radio', { name: /Other amount/ }).tap();
  await app.getByLabel('How many coins you want').pressSequentially('250');
  const pay = mainButton.filter({ hasText: /^Pay \d/ });
  await pay.waitFor();
  await page.waitForTimeout(500);
  const screen = await touchScreen(page);
  await screen.tap(await placeIn(pay));
  await phone.getByRole('button', { name: /^Confirm and pay/ }).waitFor();
});

it('opens the person that was searched for with one tap', async () => {
  await callerOf(test, 'irina').mutate('me.launch');
  const { app, page } = await test.open(
    { person: 'irina', embed: true, keyboard: 'auto', path: '/admin/users' },
    phone,
  );
  const search = app.getByRole('searchbox', { name: 'Name, @username or ID' });
  await search.tap();
  await search.pressSequentially('anna');
  const found = app.locator('tbody').getByRole('button', { name: /Anna Kovaleva/ });
  await found.waitFor();
  await expect.poll(() => app.locator('tbody').getByRole('button').count()).toBe(1);
  await page.waitForTimeout(500);
  const [field, at] = [await search.boundingBox(), await placeIn(found)];
  expect(field && field.y >= 0 && field.y < at.y).toBe(true);
  const screen = await touchScreen(page);
  await screen.tap(at);
  await app.getByRole('heading', { name: 'Anna Kovaleva' }).waitFor();
});
