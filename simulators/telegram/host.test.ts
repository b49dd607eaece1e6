import { verify } from 'node:crypto';
import sparticuz from '@sparticuz/chromium';
import { Bot } from 'grammy';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, startTelegramSimulator, type TelegramSimulator } from './index.ts';
import { simulatedPublicKey } from './launch.ts';
import { startFixtureApp } from './testing/fixtureApp.ts';
import { openInHost } from './testing/openInHost.ts';

const TOKEN = '7000000001:AAtest-token_of-the-main-bot';

let browser: Browser;
let fixture: Awaited<ReturnType<typeof startFixtureApp>>;
let simulator: TelegramSimulator;
let bot: Bot;
let running: Promise<void>;
let page: Page;
let agrees: true | string = true;
const problems: string[] = [];

beforeAll(async () => {
  fixture = await startFixtureApp();
  browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await fixture.close();
});

beforeEach(async () => {
  agrees = true;
  problems.length = 0;
  simulator = await startTelegramSimulator({
    bots: [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }],
    appUrl: fixture.url,
  });
  bot = new Bot(TOKEN, { client: { apiRoot: simulator.apiRoot } });
  bot.on('pre_checkout_query', (context) =>
    agrees === true
      ? context.answerPreCheckoutQuery(true)
      : context.answerPreCheckoutQuery(false, agrees),
  );
  bot.command('start', (context) =>
    context.reply('Welcome', {
      reply_markup: {
        inline_keyboard: [[{ text: 'Open', web_app: { url: `${fixture.url}/gallery` } }]],
      },
    }),
  );
  running = bot.start();
  page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
});

afterEach(async () => {
  await page.close();
  await bot.stop();
  await running;
  await simulator.close();
  expect(problems).toEqual([]);
});

const fact = (opened: Awaited<ReturnType<typeof openInHost>>, name: string) =>
  opened.app.locator(`#fact-${name}`);
const text = (opened: Awaited<ReturnType<typeof openInHost>>, name: string) =>
  expect.poll(() => fact(opened, name).textContent(), { timeout: 8_000 });
const press = (opened: Awaited<ReturnType<typeof openInHost>>, name: string) =>
  opened.app.getByRole('button', { name }).click();

describe('opening', { timeout: 40_000 }, () => {
  it('passes the person, the deep link and freshly signed data', async () => {
    const opened = await openInHost(page, simulator, { person: 'anna', startapp: 'r_abc' });
    await text(opened, 'user').toBe('Anna');
    await text(opened, 'start').toBe('r_abc');
    const raw = new URLSearchParams((await fact(opened, 'raw').textContent()) ?? '');
    expect(JSON.parse(raw.get('user') ?? '')).toMatchObject({ id: ANNA.id, is_premium: true });
    const signature = Buffer.from(raw.get('signature') ?? '', 'base64url');
    raw.delete('hash');
    raw.delete('signature');
    const lines = [...raw].map(([k, v]) => `${k}=${v}`).sort();
    const message = Buffer.from(`7000000001:WebAppData\n${lines.join('\n')}`);
    expect(verify(null, message, simulatedPublicKey, signature)).toBe(true);
  });

  it('creates another newcomer every time', async () => {
    await openInHost(page, simulator, { person: 'newcomer' });
    await openInHost(page, simulator, { person: 'newcomer' });
    const newcomers = simulator.world.data.people.filter((p) => !p.knowsBots);
    expect(new Set(newcomers.map((p) => p.id)).size).toBe(2);
  });

  it('shows only the phone, in the requested size, with embed', async () => {
    const opened = await openInHost(page, simulator, { embed: true, size: '320x568' });
    expect(await opened.phone.boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 568 });
    expect(await page.getByLabel('Simulator controls').isVisible()).toBe(false);
  });
});

describe('around the app', { timeout: 40_000 }, () => {
  it('passes on theme, size, keyboard, fullscreen and visibility', async () => {
    const opened = await openInHost(page, simulator);
    await text(opened, 'theme').toBe('#ffffff');
    await page.getByLabel('Theme', { exact: true }).selectOption('android-night');
    await text(opened, 'theme').toBe('#212d3b');
    await text(opened, 'height').toBe('748');
    await page.getByLabel('Keyboard open').check();
    await text(opened, 'height').toBe(String(748 - 291));
    await page.getByLabel('Keyboard open').uncheck();
    await press(opened, 'wide');
    await text(opened, 'fullscreen').toBe('true');
    await text(opened, 'height').toBe('844');
    await page.getByLabel('Minimised').check();
    await text(opened, 'active').toBe('false');
    await opened.phone.getByRole('button', { name: 'Restore' }).click();
    await text(opened, 'active').toBe('true');
  });

  it('shows the buttons of the app and passes presses on', async () => {
    const opened = await openInHost(page, simulator);
    expect(await opened.mainButton.isVisible()).toBe(false);
    await press(opened, 'buttons');
    await opened.phone.getByRole('button', { name: 'Pay 85 Stars' }).click();
    await text(opened, 'main').toBe('pressed');
    await opened.phone.getByRole('button', { name: 'Later' }).click();
    await text(opened, 'secondary').toBe('pressed');
    await opened.phone.getByRole('button', { name: 'Back' }).click();
    await text(opened, 'back').toBe('pressed');
    await opened.phone.getByRole('button', { name: 'Menu' }).click();
    await opened.phone.getByRole('menuitem', { name: 'Settings' }).click();
    await text(opened, 'settings').toBe('pressed');
    await press(opened, 'busy');
    await expect.poll(() => opened.mainButton.getAttribute('aria-busy')).toBe('true');
    await expect.poll(() => opened.mainButton.isDisabled()).toBe(true);
  });

  it('asks before closing an app that asked for confirmation', async () => {
    const opened = await openInHost(page, simulator);
    await press(opened, 'buttons');
    await opened.phone.getByRole('button', { name: 'Menu' }).click();
    await opened.phone.getByRole('menuitem', { name: 'Close' }).click();
    await opened.phone.getByRole('button', { name: 'Close anyway' }).click();
    await opened.phone.getByRole('button', { name: 'Open' }).waitFor();
    expect(await page.locator('iframe').count()).toBe(0);
  });
});

describe('asked by the app', { timeout: 40_000 }, () => {
  it('shows popups and reports their answers', async () => {
    const opened = await openInHost(page, simulator);
    await press(opened, 'popup');
    await opened.phone.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await text(opened, 'popup').toBe('delete');
    await press(opened, 'popup');
    await opened.phone.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await text(opened, 'popup').toBe('null');
  });

  it('records haptics', async () => {
    const opened = await openInHost(page, simulator);
    await press(opened, 'haptics');
    await page.getByRole('tab', { name: 'Haptics' }).click();
    const rows = page.getByRole('tabpanel', { name: 'Haptics' }).getByRole('listitem');
    await expect
      .poll(() => rows.locator('b').allTextContents())
      .toEqual(['impact light', 'notification success', 'selection_change']);
  });

  it('keeps cloud and device storage, reads the clipboard, asks for write access', async () => {
    const opened = await openInHost(page, simulator, { person: 'newcomer' });
    await press(opened, 'cloud');
    await text(opened, 'cloud').toBe('yes seen');
    await press(opened, 'device');
    await text(opened, 'device').toBe('cat');
    await page.getByLabel('Clipboard').fill('WELCOME10');
    await press(opened, 'clipboard');
    await text(opened, 'clipboard').toBe('WELCOME10');
    await press(opened, 'write');
    await opened.phone.getByRole('button', { name: 'Allow' }).click();
    await text(opened, 'write').toBe('allowed');
  });

  it('opens links in a new tab, and its own deep links in place', async () => {
    const opened = await openInHost(page, simulator);
    const tab = page.context().waitForEvent('page');
    await press(opened, 'web');
    expect((await tab).url()).toContain('/outside');
    await (await tab).close();
    await press(opened, 'chat');
    await text(opened, 'start').toBe('promo_X');
    await page.getByRole('tab', { name: 'Links' }).click();
    const links = page.getByRole('tabpanel', { name: 'Links' }).getByRole('link');
    await expect
      .poll(() => links.allTextContents())
      .toEqual([`${simulator.url}/outside`, 'https://t.me/ai_coins_bot?startapp=promo_X']);
  });

  it('supports only the methods of the chosen version', async () => {
    const opened = await openInHost(page, simulator, { version: '6.0' });
    await text(opened, 'state').toBe('ready');
    await press(opened, 'popup');
    await text(opened, 'popup').toContain('error');
    await opened.app.locator('body').evaluate(() => {
      const message = JSON.stringify({ eventType: 'web_app_open_popup', eventData: {} });
      window.parent.postMessage(message, 'https://web.telegram.org');
    });
    await opened.events.getByText('web_app_open_popup needs version 6.2').waitFor();
    expect(await opened.phone.getByRole('alertdialog').count()).toBe(0);
  });
});

describe('paying', { timeout: 40_000 }, () => {
  async function open() {
    const prices = [{ label: 'Coins', amount: 680 }];
    const link = await bot.api.createInvoiceLink('500 coins', 'A pack', 'order', '', 'XTR', prices);
    const opened = await openInHost(page, simulator, { path: `/?invoice=${link}`, settle: '300' });
    await press(opened, 'invoice');
    const sheet = opened.phone.getByRole('dialog', { name: '500 coins' });
    await sheet.waitFor();
    return { opened, sheet };
  }

  it('takes the Stars after the bot agreed', async () => {
    const { opened, sheet } = await open();
    await sheet.getByRole('button', { name: 'Confirm and pay 680' }).click();
    await text(opened, 'invoice').toBe('paid');
    expect(simulator.world.person('anna').stars).toBe(ANNA.stars - 680);
    await page.getByText('Paid 680 Stars').waitFor();
  });

  it('takes nothing when cancelled', async () => {
    const { opened, sheet } = await open();
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    await text(opened, 'invoice').toBe('cancelled');
    expect(simulator.stars.charges('main')).toEqual([]);
  });

  it('shows why the bot refused', async () => {
    agrees = 'The price has changed';
    const { opened, sheet } = await open();
    await sheet.getByRole('button', { name: 'Confirm and pay 680' }).click();
    await opened.phone.getByText('The price has changed').waitFor();
    await opened.phone.getByRole('button', { name: 'OK' }).click();
    await text(opened, 'invoice').toBe('failed');
  });

  it('can settle after the sheet was closed', async () => {
    const { opened, sheet } = await open();
    await sheet.getByRole('button', { name: 'Close before it settles' }).click();
    await text(opened, 'invoice').toBe('pending');
    await expect.poll(() => simulator.stars.charges('main').length).toBe(1);
  });
});

it('opens the app from a message of the bot', { timeout: 40_000 }, async () => {
  await openInHost(page, simulator);
  await page.getByLabel('Message to the bot').fill('/start');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByLabel('Messages').getByRole('button', { name: 'Open' }).click();
  await expect
    .poll(() => page.locator('iframe').getAttribute('src'))
    .toContain('/gallery#tgWebApp');
});

it('has the font of a phone', { timeout: 40_000 }, async () => {
  await openInHost(page, simulator);
  const widths = await page.evaluate(async () => {
    await document.fonts.ready;
    const widthIn = (family: string) => {
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) return 0;
      pen.font = `400 100px ${family}`;
      return pen.measureText('Монеты and coins').width;
    };
    await document.fonts.load('16px Roboto', 'Мa');
    return { roboto: widthIn('Roboto, monospace'), other: widthIn('monospace') };
  });
  expect(widths.roboto).toBeGreaterThan(0);
  expect(widths.roboto).not.toBe(widths.other);
});
