/** A part of the app that does not load: an error in its place, and nothing else breaks. */
import { randomUUID } from 'node:crypto';
import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { newcomer } from '../simulators/telegram/people.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const test = e2e({ tolerates: /ERR_FAILED|dynamically imported module/ });

let lastId = 700_700_000;
const nextId = () => {
  lastId += 1;
  return lastId;
};

/** Opens the app with scripts of this name blocked until they are released; some are preloaded. */
async function openWithout(name: RegExp, person = 'anna') {
  let refusals = 0;
  const refuse = (route: Route) => {
    refusals += 1;
    return route.abort();
  };
  const opened = await test.open({ person }, {}, async (page) => {
    await page.route(name, refuse);
  });
  const giveBack = (page: Page) => page.unroute(name, refuse);
  return { ...opened, giveBack, refused: () => refusals };
}

it('shows the error in a sheet, which can be closed, and reloads the app to try again', async () => {
  await callerOf(test, 'anna').mutate('me.launch');
  const { page, app, giveBack } = await openWithout(/\/assets\/checkout-[^/]+\.js$/);
  const open = app.getByRole('button', { name: 'Promo code' });
  const failed = app.getByRole('dialog', { name: 'This did not load' });
  await open.click();
  await failed.getByRole('button', { name: 'Close' }).click();
  await failed.waitFor({ state: 'detached' });
  await open.click();
  await giveBack(page);
  const reloaded = page.waitForEvent('framenavigated');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await reloaded;
  await open.click();
  await app.getByRole('dialog', { name: 'Promo code' }).waitFor();
});

it('shows the error in place of a page, while other pages work', async () => {
  await callerOf(test, 'anna').mutate('me.launch');
  const { page, app, giveBack } = await openWithout(/\/assets\/progress-[^/]+\.js$/);
  await app.getByRole('button', { name: /Progress and badges/ }).click();
  const failed = app.getByRole('heading', { name: 'This did not load' });
  await failed.waitFor();
  await giveBack(page);
  const reloaded = page.waitForEvent('framenavigated');
  await app.getByRole('button', { name: 'Try again' }).click();
  await reloaded;
  await app.getByRole('heading', { name: 'Levels' }).waitFor();
  await failed.waitFor({ state: 'detached' });
});

it('retries background parts as soon as it can, in the same page', async () => {
  const person = test.stack.telegram.world.addPerson(newcomer(nextId())).key;
  const caller = callerOf(test, person);
  await caller.mutate('me.launch');
  const { page, app, giveBack, refused } = await openWithout(
    /\/assets\/background-[^/]+\.js$/,
    person,
  );
  const balance = app.getByRole('region', { name: 'Balance' });
  await balance.getByText('100', { exact: true }).first().waitFor();
  await expect.poll(refused).toBeGreaterThan(0);
  await app.locator(':root').evaluate((root) => {
    root.dataset.sameDocument = 'yes';
  });
  const stream = page.waitForRequest(/\/trpc\/live\.events/, { timeout: 60_000 });
  await giveBack(page);
  await stream;
  // Earned elsewhere: the open app can learn of it only by the event stream, which is one of these parts.
  await caller.mutate('me.chooseDirection', { direction: 'personal', requestId: randomUUID() });
  await balance.getByText('150', { exact: true }).first().waitFor();
  await app.locator(':root[data-same-document]').waitFor();
});
