/** Small things that decide whether a person trusts a screen: prices, switches, links, order. */
import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostOptions, OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';
import { callerOf, copyWorks, makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0', FREE_OPERATIONS_COUNT: '0' } });
const PROMPT = 'A paper boat';

const admin = () => callerOf(world, 'irina');
beforeAll(() => admin().mutate('me.launch'));

/** Somebody who has opened the app before, with works of these descriptions. */
async function person(prompts: readonly string[] = []) {
  const { key, id } = world.stack.telegram.world.createNewcomer({
    languageCode: 'en',
    stars: 5000,
  });
  await makeWorks(world, key, prompts);
  const [row] = await world.query<{ userId: number }>(
    'select id::int as "userId" from users where telegram_id = $1',
    [id],
  );
  const works = await world.query<{ id: string }>('select id from media where user_id = $1', [
    row?.userId,
  ]);
  return { key, id, userId: row?.userId ?? 0, works: works.map((work) => work.id) };
}

type SomePerson = Awaited<ReturnType<typeof person>>;

const open = ({ key }: SomePerson, host: HostOptions = {}, device: BrowserContextOptions = {}) =>
  world.open({ person: key, embed: true, ...host }, device);

/** Opens another link of the bot while the app runs: this client changes only the part after `#`. */
async function followLink({ app }: OpenedApp, { key }: SomePerson, startParam: string) {
  const initData = world.stack.telegram.initData({ bot: 'main', person: key, startParam });
  await app.locator('html').evaluate(
    (_, [data, start]) => {
      const address = performance.getEntriesByType('navigation')[0]?.name ?? '';
      const launch = new URLSearchParams(new URL(address).hash.slice(1));
      launch.set('tgWebAppData', data);
      launch.set('tgWebAppStartParam', start);
      location.hash = `${launch}`;
    },
    [initData, startParam] as const,
  );
}

describe('a link to the app', () => {
  it('is followed while the app is open, and again by the next link', async () => {
    const mila = await person([PROMPT]);
    const opened = await open(mila, { path: '/gallery' });
    const { app } = opened;
    await app.getByRole('list', { name: 'Works, newest first' }).getByRole('button').waitFor();
    await followLink(opened, mila, 'promo_SAVE20');
    const promo = app.getByRole('dialog', { name: 'Promo code' });
    await promo.waitFor();
    await expect.poll(() => promo.getByRole('textbox').inputValue()).toBe('SAVE20');
    await followLink(opened, mila, `w_${mila.works[0]}`);
    await app.getByRole('button', { name: 'Remix' }).waitFor();
    await app.locator('.work-prompt').getByText(PROMPT, { exact: true }).waitFor();
  });
});

describe('topping up', () => {
  it('calls the lowest price per coin the best, and offers the pack that costs less than the amount', async () => {
    const buyer = await person();
    const opened = await open(buyer, { path: '/wallet' });
    const { app, mainButton, phone, secondaryButton } = opened;
    await app.getByRole('button', { name: 'Top up' }).click();
    const best = app.getByRole('radio').filter({ hasText: 'Best value' });
    await best.waitFor();
    // 2,500 coins cost 1.14 stars each, 1,000 coins 1.25.
    await expect
      .poll(() => best.allTextContents())
      .toEqual([expect.stringMatching(/Best value2,500/)]);

    await app.getByRole('radio', { name: /Other amount/ }).click();
    const amount = app.getByLabel('How many coins you want');
    const cheaper = app.getByText('500 coins cost less: 680 stars');
    await amount.fill('425');
    await mainButton.filter({ hasText: 'Pay 680 stars' }).waitFor();
    await expect.poll(() => cheaper.count()).toBe(0);
    await amount.fill('430');
    await mainButton.filter({ hasText: 'Pay 688 stars' }).waitFor();
    await cheaper.waitFor();
    await app.getByRole('button', { name: 'Choose', exact: true }).click();
    await mainButton.filter({ hasText: 'Pay 680 stars' }).waitFor();
    const pack = app.getByRole('radio', { name: /^500\b/ });
    await expect.poll(() => pack.getAttribute('aria-checked')).toBe('true');
    await mainButton.click();
    await phone.getByRole('button', { name: 'Confirm and pay 680' }).click();
    await secondaryButton.filter({ hasText: 'Done' }).waitFor();

    // On the smallest phone the hint is in sight without scrolling.
    const small = await open(buyer, { path: '/wallet', size: '320x568' });
    await small.app.getByRole('button', { name: 'Top up' }).click();
    await small.app.getByRole('radio', { name: /Other amount/ }).click();
    await small.app.getByLabel('How many coins you want').fill('430');
    const hint = small.app.getByText('500 coins cost less: 680 stars');
    await hint.waitFor();
    await expect
      .poll(() =>
        hint.evaluate((text) => {
          const { left, top, bottom } = text.getBoundingClientRect();
          const at = document.elementFromPoint(left + 4, (top + bottom) / 2);
          return bottom <= innerHeight && at !== null && (at === text || at.contains(text));
        }),
      )
      .toBe(true);

    // The badge for coins topped up counts coins, as they are shown everywhere.
    const later = await open(buyer, { path: '/progress/badges' });
    const close = later.app.getByRole('tab', { name: 'Almost there' });
    await leaveCelebrations(later, close);
    await close.click();
    const badges = later.app.getByRole('list', { name: 'Badges' }).getByRole('button');
    await badges.filter({ hasText: 'Generous' }).getByText('500/1,000').waitFor();
    const shares = await later.app
      .getByRole('list', { name: 'Badges' })
      .getByRole('progressbar')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('aria-valuenow'))));
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.filter((share) => share < 50)).toEqual([]);
  });
});

describe('messages of a bot that may not write', () => {
  const switches = ({ app }: OpenedApp) => ({
    work: app.getByRole('switch', { name: 'Work is ready' }),
    offers: app.getByRole('switch', { name: 'Promo codes and offers' }),
    all: app.getByRole('switch', {
      name: /^(Work is ready|Payments|Webinar reminders|Badges and levels|Promo codes and offers)$/,
    }),
  });
  const isOn = (one: ReturnType<typeof switches>['work']) => one.getAttribute('aria-checked');

  it('are shown as off with a notice, until they are allowed; offers stay off until chosen', async () => {
    const opened = await open(await person(), { path: '/settings' });
    const { app, phone } = opened;
    const { work, offers, all } = switches(opened);
    const notice = app.getByText('Messages from the bot are off: none of these will reach you.');
    await notice.waitFor();
    await expect
      .poll(() => all.evaluateAll((nodes) => nodes.map((node) => node.ariaChecked)))
      .toEqual(['false', 'false', 'false', 'false', 'false']);

    // Refused in Telegram: the switch returns, and the notice stays.
    await work.click();
    await phone.getByRole('button', { name: 'Cancel', exact: true }).click();
    await app.getByText('Messages from the bot are off, so this stays off.').waitFor();
    await expect.poll(() => isOn(work)).toBe('false');
    await notice.waitFor();

    await app.getByRole('button', { name: 'Allow', exact: true }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Allow' }).click();
    await notice.waitFor({ state: 'detached' });
    await expect.poll(() => isOn(work)).toBe('true');
    await expect.poll(() => isOn(offers)).toBe('false');
    await offers.click();
    await expect.poll(() => isOn(offers)).toBe('true');
  });

  it('are offered where a work is waited for', async () => {
    const mila = await person();
    const { app, phone } = await open(mila, { path: '/create' });
    await app.getByLabel('Description', { exact: true }).fill(`${PROMPT} test:slow`);
    await app.getByRole('button', { name: /^Create · |^Create\b.*\d/ }).click();
    await app.getByText('Let the bot tell you when it is ready').waitFor();
    await app.getByRole('button', { name: 'Allow', exact: true }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Allow' }).click();
    await app.getByText('The bot will write when the image is ready').waitFor();
    const chat = world.stack.telegram.world.chat('main', mila.id);
    expect(chat.writeAccess).toBe(true);
  });
});

describe('the price of another operation under a work', () => {
  it('is coins, then “free”, then “by plan”, as the payer changes', async () => {
    const mila = await person([PROMPT]);
    const opened = await open(mila, { path: `/work/${mila.works[0]}` });
    const upscale = opened.app.locator('.work-about button').filter({ hasText: 'Upscale' });
    await leaveCelebrations(opened, upscale);
    await expect.poll(() => upscale.textContent()).toMatch(/Upscale\s*10$/);
    const give = { requestId: randomUUID(), userId: mila.userId, reason: 'a gift' };
    const oneFree = { asset: 'free_operations', direction: 'add', amount: 1 };
    await admin().mutate('admin.adjustBalance', { ...give, ...oneFree });
    await expect.poll(() => upscale.textContent()).toMatch(/Upscale\s*free$/);
    await admin().mutate('admin.grantPlanDays', { ...give, requestId: randomUUID(), days: 30 });
    await expect.poll(() => upscale.textContent()).toMatch(/Upscale\s*by plan$/);
  });
});

describe('the link of a work', () => {
  it('is one short address that says how long it works, and shows the picture to anybody', async () => {
    const mila = await person([PROMPT]);
    const permissions = ['clipboard-read', 'clipboard-write'];
    const opened = await open(mila, { path: `/work/${mila.works[0]}` }, { permissions });
    const { app } = opened;
    const send = app.getByRole('button', { name: 'Send', exact: true });
    await leaveCelebrations(opened, send);
    await send.click();
    await app.getByRole('switch', { name: 'With your invite link' }).click();
    await app.getByRole('button', { name: /Copy link/ }).click();
    await app.getByText(/^Link copied\. It works until \d+\s\w+/).waitFor();
    const copied = await app.locator('html').evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^https?:\/\/[^/?#]+\/s\/[\w-]{1,43}$/);
    const answer = await fetch(copied);
    expect(answer.headers.get('content-type')).toMatch(/^image\//);
  });
});

describe('the kinds of work', () => {
  it('begin with what is available; what is not comes last', async () => {
    const { app } = await open(await person(), { path: '/create' });
    const tiles = app.getByRole('tablist', { name: 'Operation' }).getByRole('tab');
    await app.getByLabel('Description', { exact: true }).waitFor();
    const unavailable = await tiles.evaluateAll((nodes) =>
      nodes.map((node) => node.getAttribute('aria-disabled') === 'true'),
    );
    expect(new Set(unavailable)).toEqual(new Set([true, false]));
    expect(unavailable).toEqual([...unavailable].sort((a, b) => Number(a) - Number(b)));
  });
});

describe('selecting works', () => {
  it('keeps the number of selected works in sight while the gallery is scrolled', async () => {
    const mila = await person([PROMPT]);
    await copyWorks(world, 20);
    const { app } = await open(mila, { path: '/gallery', size: '320x568' });
    const works = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    await expect.poll(() => works.count()).toBeGreaterThan(4);
    await app.getByRole('button', { name: 'Select', exact: true }).click();
    await works.first().click();
    const head = app.getByRole('heading', { name: '1 selected' });
    await head.waitFor();
    await app.locator('html').evaluate(() => scrollTo({ top: 200, behavior: 'instant' }));
    await expect.poll(() => app.locator('html').evaluate(() => scrollY)).toBeGreaterThan(50);
    const box = await head.evaluate((node) => node.getBoundingClientRect().toJSON());
    expect(box.top).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThan(100);
  });
});
