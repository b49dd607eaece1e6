/** A part of the app that does not load: said in its place, and nothing else breaks. */
import type { Page, Route } from 'playwright-core';
import { it } from 'vitest';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const test = e2e({ tolerates: /ERR_FAILED|dynamically imported module/ });

/** Opens the app with no script of this name, until it is given back; the app fetches some ahead of time. */
async function openWithout(name: RegExp) {
  const refuse = (route: Route) => route.abort();
  const opened = await test.open({ person: 'anna' }, {}, async (page) => {
    await page.route(name, refuse);
  });
  return { ...opened, giveBack: (page: Page) => page.unroute(name, refuse) };
}

it('says so in a sheet, which can be closed, and reads the app again to try again', async () => {
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

it('says so in place of a page, whose neighbours go on', async () => {
  await callerOf(test, 'anna').mutate('me.launch');
  const { page, app, giveBack } = await openWithout(/\/assets\/progress-[^/]+\.js$/);
  await app.getByRole('button', { name: /Progress and badges/ }).click();
  const failed = app.getByRole('heading', { name: 'This did not load' });
  await failed.waitFor();
  await giveBack(page);
  const reloaded = page.waitForEvent('framenavigated');
  await app.getByRole('button', { name: 'Try again' }).click();
  await reloaded;
  await app.getByRole('heading', { name: 'Level road' }).waitFor();
  await failed.waitFor({ state: 'detached' });
});
