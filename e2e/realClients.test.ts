/** Faults of real Telegram clients: the app opens all the same, stays usable, and loses no money. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OpenedApp, openInHost } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { makeWorks } from './works.ts';

const test = e2e();
const WORK = 'A paper boat';

beforeAll(async () => {
  await makeWorks(test, 'anna', [WORK]);
}, 120_000);

/** Sends an event to the app as the client does. */
async function tell({ page }: OpenedApp, eventType: string, eventData?: unknown): Promise<void> {
  await page.evaluate(
    (message) => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[title="App"]');
      frame?.contentWindow?.postMessage(JSON.stringify(message), location.origin);
    },
    { eventType, eventData },
  );
}

const balance = ({ app }: OpenedApp) => app.getByRole('region', { name: 'Balance' });
const rootStyle = ({ app }: OpenedApp, name: string) =>
  app
    .locator('html')
    .evaluate((root, wanted) => getComputedStyle(root).getPropertyValue(wanted).trim(), name);

async function expectReadable({ app }: OpenedApp): Promise<void> {
  const contrast = await app.locator('html').evaluate((root) => {
    const style = getComputedStyle(root);
    const light = (name: string) => {
      const text = style.getPropertyValue(name).trim();
      const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
        const share = Number.parseInt(text.slice(i, i + 2), 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const between = (one: string, other: string) => {
      const [a, b] = [light(one), light(other)].sort((x, y) => y - x) as [number, number];
      return (a + 0.05) / (b + 0.05);
    };
    return Math.min(
      between('--tg-theme-text-color', '--tg-theme-secondary-bg-color'),
      between('--tg-theme-text-color', '--tg-theme-section-bg-color'),
      between('--tg-theme-button-text-color', '--ac-action-safe'),
    );
  });
  expect(contrast).toBeGreaterThanOrEqual(4.5);
}

describe('opening', () => {
  it.each([
    ['init data that are not encoded once more', { encodings: '0' }],
    ['init data that are encoded twice more', { encodings: '2' }],
    ['no theme', { params: '{"tgWebAppThemeParams":null}' }],
    ['no platform', { params: '{"tgWebAppPlatform":null}' }],
    ['no version', { params: '{"tgWebAppVersion":null}' }],
    ['an odd version', { params: '{"tgWebAppVersion":"latest"}' }],
    ['an unknown flag', { params: '{"tgWebAppFullscreen":"maybe","tgWebAppNew":"{"}' }],
    [
      'a client that answers nothing about its size',
      { silent: 'viewport_changed,safe_area_changed,content_safe_area_changed,theme_changed' },
    ],
  ])('signs in and shows Home with %s', async (_, options) => {
    const opened = await test.open({ person: 'anna', embed: true, ...options });
    await balance(opened).waitFor();
  });

  it.each([null, '', '#FFF', '#ffffffff', 'rgb(0,0,0)', 7])(
    'takes the default for a background of %j, and keeps the other colours',
    async (odd) => {
      const theme = { bg_color: odd, button_color: '#7a3db8', new_key: 'x' };
      const params = JSON.stringify({ tgWebAppThemeParams: JSON.stringify(theme) });
      const opened = await test.open({
        person: 'anna',
        embed: true,
        params,
        silent: 'theme_changed',
      });
      await balance(opened).waitFor();
      expect(await rootStyle(opened, '--tg-theme-button-color')).toBe('#7a3db8');
      expect(await rootStyle(opened, '--tg-theme-bg-color')).toBe(
        odd === 7 ? '#000007' : '#ffffff',
      );
      await expectReadable(opened);
    },
  );

  it('takes over a changed theme colour by colour', async () => {
    const opened = await test.open({ person: 'anna', embed: true });
    await balance(opened).waitFor();
    const theme_params = {
      bg_color: '#17212b',
      text_color: null,
      button_color: 'x',
      hint_color: 5,
    };
    await tell(opened, 'theme_changed', { theme_params });
    await expect.poll(() => rootStyle(opened, '--tg-theme-bg-color')).toBe('#17212b');
    await expect.poll(() => opened.app.locator('html').getAttribute('data-scheme')).toBe('dark');
    await expectReadable(opened);
    await tell(opened, 'theme_changed', null);
    await tell(opened, 'viewport_changed', { height: 'all' });
    expect(await rootStyle(opened, '--tg-theme-bg-color')).toBe('#17212b');
  });

  it('uses safe areas that are sent although the size never is', async () => {
    const opened = await test.open({ person: 'anna', embed: true, silent: 'viewport_changed' });
    await balance(opened).waitFor();
    await expect.poll(() => rootStyle(opened, '--tg-viewport-safe-area-inset-bottom')).toBe('30px');
  });

  it('keeps the bot of the launch address on other screens and after a reload', async () => {
    const opened = await test.open({
      person: 'anna',
      bot: 'quiz',
      path: '/?bot=quiz',
      embed: true,
    });
    const { app, page } = opened;
    await balance(opened).waitFor();
    await app.getByRole('link', { name: 'Gallery' }).click();
    await reload(page);
    await app.getByRole('link', { name: 'Home' }).click();
    await balance(opened).waitFor();
    const bots = await test.query("select bot_name from bot_sessions where bot_name = 'quiz'");
    expect(bots).toHaveLength(1);
  });

  it('acts on a start parameter once: a reload does not open its sheet again', async () => {
    const opened = await test.open({ person: 'anna', startapp: 'promo_SAVE20', embed: true });
    const { app, page } = opened;
    const sheet = app.getByRole('dialog', { name: 'Promo code' });
    await sheet.getByRole('button', { name: 'Close' }).click();
    await sheet.waitFor({ state: 'detached' });
    await app.getByRole('link', { name: 'Gallery' }).click();
    await reload(page);
    await app.getByRole('heading', { name: 'Gallery' }).waitFor();
    await app.getByRole('link', { name: 'Home' }).click();
    await balance(opened).waitFor();
    expect(await sheet.count()).toBe(0);
  });

  it('shows a second person on the same phone nothing of the first', async () => {
    const first = await test.open({ person: 'anna', embed: true });
    await first.app.getByRole('link', { name: 'Create' }).click();
    await first.app.getByLabel('Description', { exact: true }).fill('A secret garden');
    await first.page.evaluate(() => localStorage.setItem('ac.draft', 'of an older version'));
    const second = await openInHost(first.page, test.stack.telegram, {
      person: 'irina',
      lang: 'en',
      embed: true,
    });
    await second.mainButton.click();
    await second.app.getByRole('link', { name: 'Create' }).click();
    const field = second.app.getByLabel('Description', { exact: true });
    expect(await field.inputValue()).toBe('');
    await field.fill('Mine');
    const again = await openInHost(first.page, test.stack.telegram, {
      person: 'anna',
      lang: 'en',
      embed: true,
    });
    await again.app.getByRole('link', { name: 'Create' }).click();
    await expect
      .poll(() => again.app.getByLabel('Description', { exact: true }).inputValue())
      .toBe('A secret garden');
  });
});

async function reload(page: Page): Promise<void> {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  const loaded = page.waitForEvent('framenavigated');
  await frame?.evaluate(() => location.reload());
  await loaded;
}

describe.each(['6.2', '6.4', '6.9', '7.0', '7.6', '7.9'])('a client of version %s', (version) => {
  it('gets the new theme, and no call that it does not know', async () => {
    const opened = await test.open({ person: 'anna', version });
    await balance(opened).waitFor();
    await opened.page.getByLabel('Theme', { exact: true }).selectOption('android-night');
    await expect.poll(() => rootStyle(opened, '--tg-theme-bg-color')).toBe('#212d3b');
    await opened.app.getByRole('link', { name: 'Create' }).click();
    expect(await opened.events.filter({ hasText: 'needs version' }).count()).toBe(0);
  });
});

describe('Telegram’s own windows', () => {
  it('that never answer do not block later questions, which the page then asks itself', async () => {
    const opened = await test.open({ person: 'anna', embed: true, silent: 'popup_closed' });
    const { app, phone, page } = opened;
    await app.getByRole('button', { name: WORK }).first().click();
    const erase = app.getByRole('button', { name: 'Delete' });
    await erase.click();
    await phone.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await phone.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.waitForTimeout(1100);
    await erase.click();
    const dialog = app.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForTimeout(1100);
    await erase.click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await app.getByText('Image deleted').waitFor();
    await app.getByRole('button', { name: 'Undo' }).click();
  });

  it('leave the back button shown, also when the client has hidden it by itself', async () => {
    const opened = await test.open({ person: 'anna' });
    await opened.app
      .getByRole('button', { name: /Progress and badges/ })
      .evaluate((button: HTMLElement) => button.click());
    await expect.poll(() => opened.backButton.getAttribute('aria-label')).toBe('Back');
    const shown = () =>
      opened.events.filter({ hasText: 'web_app_setup_back_button' }).filter({ hasText: 'true' });
    const before = await shown().count();
    await tell(opened, 'visibility_changed', { is_visible: true });
    await expect.poll(() => shown().count()).toBeGreaterThan(before);
  });
});

describe('paying with Stars', () => {
  const openTopUp = async (options: { silent?: string; settle?: string } = {}) => {
    const opened = await test.open({ person: 'anna', embed: true, ...options });
    await opened.app.getByRole('button', { name: 'Top up' }).click();
    await opened.app.getByRole('radio', { name: /^100\b/ }).click();
    await opened.mainButton.filter({ hasText: 'Pay 160 stars' }).click();
    const settleLater = opened.phone.getByRole('button', { name: 'Close before it settles' });
    await settleLater.waitFor();
    const orders = await test.query<{ payment_id: string; status: string }>(
      'select payment_id, status from audit.payments order by payment_id',
    );
    return { ...opened, settleLater, order: orders.at(-1)?.payment_id };
  };
  const statusOf = async (id: string | undefined) => {
    const [row] = await test.query<{ status: string }>(
      'select status from audit.payments where payment_id = $1',
      [id],
    );
    return row?.status;
  };
  const slugOf = async (id: string | undefined) => {
    const [row] = await test.query<{ pay_url: string }>(
      'select pay_url from payments where id = $1',
      [id],
    );
    return row?.pay_url.replace('https://t.me/$', '');
  };

  it.each([
    ['failed', 'Payment did not go through'],
    ['cancelled', 'Top up'],
  ])('turns to success by itself when the client says %s first', async (status, heading) => {
    const opened = await openTopUp({ silent: 'invoice_closed', settle: '1500' });
    const { app, settleLater, order } = opened;
    await settleLater.click();
    // An order that the person has left is refused before anything is paid.
    const agreed = "select 1 from payment_events where payment_id = $1 and kind = 'pre_checkout'";
    await expect.poll(() => test.query(agreed, [order])).toHaveLength(1);
    await tell(opened, 'invoice_closed', { slug: await slugOf(order), status });
    await app.getByRole('heading', { name: heading }).waitFor();
    await tell(opened, 'invoice_closed', { slug: await slugOf(order), status: 'paid' });
    await app.getByText('Coins are on your balance').waitFor();
    expect(await statusOf(order)).toBe('succeeded');
  });

  it('can be pressed again within 15 s when the client never answers', async () => {
    const opened = await openTopUp({ silent: 'invoice_closed' });
    const { mainButton, phone, order } = opened;
    await phone.locator('.sheet-close').click();
    await expect
      .poll(() => mainButton.getAttribute('aria-busy'), { timeout: 15_000 })
      .toBe('false');
    await mainButton.filter({ hasText: 'Pay 160 stars' }).click();
    await phone.getByRole('button', { name: 'Confirm and pay 160' }).click();
    await opened.app.getByText('Coins are on your balance').waitFor();
    expect(await statusOf(order)).toBe('succeeded');
  });

  it('can be continued from the list after the sheet was closed', async () => {
    const opened = await openTopUp({ silent: 'invoice_closed' });
    const { app, phone, mainButton, backButton, order } = opened;
    await phone.locator('.sheet-close').click();
    await expect
      .poll(() => mainButton.getAttribute('aria-busy'), { timeout: 15_000 })
      .toBe('false');
    await backButton.click();
    await app.getByRole('link', { name: 'Wallet' }).click();
    await app.getByRole('button', { name: 'Payments' }).click();
    await app
      .getByRole('button', { name: /Waiting/ })
      .first()
      .click();
    await app.getByRole('heading', { name: 'Waiting for Telegram' }).waitFor();
    await mainButton.filter({ hasText: 'Pay 160 stars' }).click();
    await phone.getByRole('button', { name: 'Confirm and pay 160' }).click();
    await app.getByText('Coins are on your balance').waitFor();
    expect(await statusOf(order)).toBe('succeeded');
  });
});
