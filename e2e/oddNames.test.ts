/** Names as people write them: nothing is cut, reordered or pushed out of the screen by them. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { newcomer, type Person } from '../simulators/telegram/people.ts';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const test = e2e();

/** Names as Telegram passes them, and as the app has to show them. */
const NAMES: Record<string, { name: string; seen: string }> = {
  markup: { name: '<b>x</b>', seen: '<b>x</b>' },
  link: { name: 't.me/scam_bot', seen: 't.me/scam_bot' },
  override: { name: 'Anna \u202Egnp.exe', seen: 'Anna gnp.exe' },
  blank: { name: '\u3164', seen: 'No name' },
  zalgo: {
    name: 'Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306algo',
    seen: 'Z\u0300\u0301\u0302algo',
  },
  long: { name: 'Konstantinopolskiy'.repeat(4).slice(0, 60), seen: 'Konstantinopolskiy' },
  arabic: { name: 'محمد عبد الرحمن', seen: 'محمد عبد الرحمن' },
};

beforeAll(async () => {
  const { telegram } = test.stack;
  const { code } = await invite();
  for (const [i, [key, { name }]] of Object.entries(NAMES).entries()) {
    const person: Person = { ...newcomer(700_300_001 + i), key, firstName: name, lastName: '' };
    telegram.world.addPerson(person);
    const init = telegram.initData({ bot: 'main', person: key, startParam: `r_${code}` });
    const headers = { authorization: `tma ${init}`, 'content-type': 'application/json' };
    const url = `${test.stack.apiUrl}/trpc/me.launch`;
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
  }
});

/** Irina, an admin, invites them all. */
async function invite(): Promise<{ code: string }> {
  const irina = callerOf(test, 'irina');
  await irina.mutate('me.launch');
  return irina.query('referrals.get', undefined);
}

const SIZES = ['320x568', '390x844'] as const;
const device = (size: string) => {
  const [width = 390, height = 844] = size.split('x').map(Number);
  return { locale: 'ar-EG', viewport: { width, height } };
};

/** The name is shown as it was written, in its own direction, and within the screen. */
async function expectWhole(opened: OpenedApp, line: Locator, seen: string): Promise<void> {
  await line.waitFor();
  const { text, direction, right, width, top, height, lineHeight } = await line.evaluate((box) => {
    const place = box.getBoundingClientRect();
    const style = getComputedStyle(box);
    return {
      text: box.textContent ?? '',
      direction: style.direction,
      right: place.right,
      width: box.ownerDocument.documentElement.clientWidth,
      top: place.top,
      height: place.height,
      lineHeight: Number.parseFloat(style.lineHeight),
    };
  });
  expect(text).toContain(seen);
  expect(direction).toBe(/\p{Script=Arabic}/u.test(seen) ? 'rtl' : 'ltr');
  expect(right).toBeLessThanOrEqual(width);
  expect(top).toBeGreaterThanOrEqual(0);
  // Many combining marks on a letter do not make the line higher than four plain ones.
  expect(height).toBeLessThan(lineHeight * 4.5);
  await expectFits(opened);
}

/** Opens the settings from the client's menu; the app offers them a moment after the first screen. */
async function pressSettings(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe[title="App"]');
    frame?.contentWindow?.postMessage(
      JSON.stringify({ eventType: 'settings_button_pressed' }),
      location.origin,
    );
  });
}

it.each(SIZES)('keeps every name within its place on Home and in Settings at %s', async (size) => {
  for (const [person, { seen }] of Object.entries(NAMES)) {
    const opened = await test.open({ person, embed: true, size, path: '/' }, device(size));
    const { app, mainButton, page } = opened;
    const heading = app.getByRole('heading', { level: 1 }).filter({ hasText: seen.slice(0, 12) });
    // A newcomer is welcomed first.
    await expect
      .poll(async () => (await mainButton.isVisible()) || (await heading.isVisible()), {
        timeout: 15_000,
      })
      .toBe(true);
    if (await mainButton.isVisible()) {
      await mainButton.click();
    }
    await expectWhole(opened, heading, seen);
    // Digits are those of the app's language, whatever the browser's locale.
    expect(await app.locator('body').textContent()).not.toMatch(/[\u0660-\u0669\u06F0-\u06F9]/);
    await shoot(opened, `name-${person}-home-${size}`);
    const row = app.locator('.row.person b');
    await expect
      .poll(
        async () => {
          await pressSettings(page);
          return row.count();
        },
        { interval: 250, timeout: 15_000 },
      )
      .toBe(1);
    await expectWhole(opened, row, seen);
    await page.context().close();
  }
});

it.each(SIZES)(
  'shows each of them separately in the lists of friends and of people at %s',
  async (size) => {
    const opened = await test.open(
      { person: 'irina', embed: true, size, path: '/progress/invite' },
      device(size),
    );
    const friends = opened.app.getByRole('list', { name: 'Friends' }).locator('.main b');
    await expect.poll(() => friends.count()).toBe(Object.keys(NAMES).length);
    for (const { seen } of Object.values(NAMES)) {
      await expectWhole(opened, friends.filter({ hasText: seen }), seen);
    }
    await shoot(opened, `names-friends-${size}`);

    const admin = await test.open(
      { person: 'irina', embed: true, size, path: '/admin/users' },
      device(size),
    );
    const people = admin.app.locator('.admin-people b');
    await expect.poll(() => people.count()).toBe(Object.keys(NAMES).length + 1);
    for (const { seen } of Object.values(NAMES)) {
      await expectWhole(admin, people.filter({ hasText: seen }), seen);
    }
    await shoot(admin, `names-people-${size}`);
  },
);
