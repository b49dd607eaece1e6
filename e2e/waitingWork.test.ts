/** An order that lacked coins is sent by itself after a top-up, however the person comes back to the app. */
import { randomUUID } from 'node:crypto';
import type { FrameLocator, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ with: ['yookassa'], env: { FREE_OPERATIONS_COUNT: '0' } });

const PROMPT = 'A paper boat on a quiet lake';
/** Hundredths of coins: 20 coins more than a newcomer has, and the price after an increase. */
const PRICE = 12_000;
const RISEN = 13_000;

const admin = () => callerOf(world, 'irina');

/** Sets the price as an admin does, which updates the Studio at once. */
async function setPrice(price: number): Promise<void> {
  const models = await world.query<{ code: string; version: number }>(
    `select code, version from models
     where operation = 'create' and price is not null and price <> $1`,
    [price],
  );
  for (const { code, version } of models) {
    const change = { section: 'models', key: code, version, values: { price } };
    await admin().mutate('admin.changeRecord', { requestId: randomUUID(), ...change });
  }
}

beforeAll(() => admin().mutate('me.launch'));
beforeEach(() => setPrice(PRICE));

interface Work {
  price: number;
}

/** A newcomer who has pressed Create with too few coins. */
async function openShort() {
  const person = world.stack.telegram.world.createNewcomer({ languageCode: 'en', stars: 5000 });
  const opened = await world.open({ person: person.key, embed: true });
  const { app, mainButton } = opened;
  await mainButton.filter({ hasText: 'Get 100 coins' }).click();
  await app.getByRole('link', { name: 'Create', exact: true }).click();
  await app.getByLabel('Description', { exact: true }).fill(PROMPT);
  await app.getByRole('button', { name: 'Top up and create' }).click();
  await app.getByRole('heading', { name: '20 coins short' }).waitFor();
  const works = () =>
    world.query<Work>(
      `select g.price::int from audit.generations g join users u on u.id = g.user_id
       where u.telegram_id = $1`,
      [person.id],
    );
  const balance = async () => {
    const [row] = await world.query<{ coins: number }>(
      'select coins::int from audit.users where telegram_id = $1',
      [person.id],
    );
    return row?.coins;
  };
  return { ...opened, works, balance };
}

/** Goes to the payment page. */
async function goToBank({ app, mainButton, page }: OpenedApp): Promise<Page> {
  await app.getByRole('button', { name: /More ways to top up/ }).click();
  await app.getByRole('radio', { name: /Bank card/ }).click();
  const opening = page.context().waitForEvent('page');
  await mainButton.filter({ hasText: 'Pay 149' }).click();
  const checkout = await opening;
  await checkout.getByRole('button', { name: /^Pay/ }).waitFor();
  await app.getByRole('heading', { name: 'Waiting for the bank' }).waitFor();
  return checkout;
}

const appIn = (page: Page) => page.frameLocator('iframe[title="App"]');
/** The page of the work, running or finished. */
const work = (app: FrameLocator) =>
  app
    .getByRole('img', { name: /%/ })
    .or(app.getByRole('button', { name: 'Remix' }))
    .first();

/** Expects no stored order that could be sent later. */
async function expectNothingWaits(app: FrameLocator): Promise<void> {
  const waiting = () =>
    app
      .locator('body')
      .evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(':waitingWork')));
  await expect.poll(waiting, { timeout: 15_000 }).toEqual([]);
}

describe('a work that was short of coins', () => {
  it('begins by itself after a payment with Stars', async () => {
    const { app, mainButton, phone, works, balance } = await openShort();
    await mainButton.filter({ hasText: 'for 85 stars' }).click();
    await phone.getByRole('button', { name: /Confirm and pay/ }).click();
    await work(app).waitFor();
    expect(await works()).toEqual([{ price: PRICE }]);
    expect(await balance()).toBe(3000);
    await expectNothingWaits(app);
  });

  it('begins once when the app stayed open and the return link opens it again', async () => {
    const opened = await openShort();
    const { app, works, balance } = opened;
    const checkout = await goToBank(opened);
    await checkout.getByRole('button', { name: /^Pay/ }).click();
    await work(app).waitFor();
    // Either of the two pages may have sent the order; the other one shows that the coins have arrived.
    const back = appIn(checkout);
    await work(back).or(back.getByText('Coins are on your balance')).first().waitFor();
    expect(await works()).toEqual([{ price: PRICE }]);
    expect(await balance()).toBe(3000);
  });

  it('begins when the phone had closed the app during the payment', async () => {
    const opened = await openShort();
    const checkout = await goToBank(opened);
    await opened.page.close();
    await checkout.getByRole('button', { name: /^Pay/ }).click();
    const back = appIn(checkout);
    await work(back).waitFor();
    expect(await opened.works()).toEqual([{ price: PRICE }]);
    expect(await opened.balance()).toBe(3000);
    await expectNothingWaits(back);
  });

  it('waits after a refused payment, and begins after the next one', async () => {
    const opened = await openShort();
    const checkout = await goToBank(opened);
    await opened.page.close();
    await checkout.getByRole('button', { name: 'Have the bank decline' }).click();
    await appIn(checkout)
      .getByText(/not enough money/)
      .waitFor();
    expect(await opened.works()).toEqual([]);
    await appIn(checkout)
      .getByRole('radio', { name: /Telegram Stars/ })
      .click();
    await checkout.locator('[data-button="main"]', { hasText: 'Try again with Stars' }).click();
    await checkout.getByRole('button', { name: /Confirm and pay/ }).click();
    await work(appIn(checkout)).waitFor();
    expect(await opened.works()).toEqual([{ price: PRICE }]);
  });

  it('asks first when its price has risen', async () => {
    const opened = await openShort();
    const checkout = await goToBank(opened);
    await opened.page.close();
    await setPrice(RISEN);
    await checkout.getByRole('button', { name: /^Pay/ }).click();
    const question = checkout.getByRole('alertdialog', { name: /130 coins/ });
    await question.waitFor();
    expect(await opened.works()).toEqual([]);
    await question.getByRole('button', { name: 'Create', exact: true }).click();
    await work(appIn(checkout)).waitFor();
    expect(await opened.works()).toEqual([{ price: RISEN }]);
  });

  it('does not begin when the draft in the Studio has changed', async () => {
    const opened = await openShort();
    const { page, app, works, balance } = opened;
    const checkout = await goToBank(opened);
    await page.reload();
    await app.getByRole('link', { name: 'Create', exact: true }).click();
    await app.getByLabel('Description', { exact: true }).fill('Something else');
    await checkout.getByRole('button', { name: /^Pay/ }).click();
    await appIn(checkout).getByText('Coins are on your balance').waitFor();
    await expectNothingWaits(app);
    expect(await works()).toEqual([]);
    expect(await balance()).toBe(15_000);
  });

  it('does not begin when its sheet was closed before the payment arrived', async () => {
    const opened = await openShort();
    const { app, works, balance } = opened;
    const checkout = await goToBank(opened);
    await app.getByRole('dialog').last().getByRole('button', { name: 'Close' }).click();
    await app.getByRole('heading', { name: '20 coins short' }).waitFor();
    await app.getByRole('dialog').last().getByRole('button', { name: 'Close' }).click();
    await expectNothingWaits(app);
    await checkout.getByRole('button', { name: /^Pay/ }).click();
    await appIn(checkout).getByText('Coins are on your balance').waitFor();
    await expect.poll(balance).toBe(15_000);
    expect(await works()).toEqual([]);
  });
});
