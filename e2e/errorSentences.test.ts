/** Error sentences say that nothing was charged only where a payment was possible. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type ErrorCode, errorStatuses } from '../shared/errors.ts';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { goToTab, openStudio, photo } from './studioWalk.ts';

const world = e2e({ tolerates: /Failed to load resource/ });
const CHARGED = /charged|списан/;

/** Answers every call of a procedure with an error; calls beside it in a batch get it as well. */
async function refuse(page: Page, procedure: string, appCode: ErrorCode): Promise<void> {
  const httpStatus = errorStatuses[appCode];
  const data = { code: 'CONFLICT', httpStatus, appCode, details: {}, requestId: 'r' };
  const error = { error: { message: appCode, code: -32009, data } };
  await page.route(`**/trpc/**${procedure}**`, (route) => {
    const url = new URL(route.request().url());
    const count = url.pathname.split(',').length;
    const isBatch = url.searchParams.get('batch') === '1';
    return route.fulfill({
      status: httpStatus,
      json: isBatch ? Array.from({ length: count }, () => error) : error,
    });
  });
}

const textOf = async ({ app }: OpenedApp) => (await app.locator('body').textContent()) ?? '';

it('not in Settings, the wallet, the gallery and an upload', async () => {
  const studio = await openStudio(world);
  const { app, opened } = studio;
  const { page, mainButton } = opened;
  const busy = app.getByText('The load is too high right now.').first();

  await refuse(page, 'generation.uploadInput', 'STORAGE_UNAVAILABLE');
  await app.getByRole('tab', { name: /Retouch/ }).click();
  await app.getByRole('button', { name: /^Add an image Photo/ }).click();
  await app
    .getByLabel('From this device', { exact: true })
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo('A harbour') });
  await app.getByText('Images can’t be saved right now.').first().waitFor();
  expect(await textOf(opened)).not.toMatch(CHARGED);
  await refuse(page, 'gallery.list', 'OVERLOADED');
  await goToTab(opened, 'Gallery');
  await busy.waitFor();
  expect(await textOf(opened)).not.toMatch(CHARGED);

  await refuse(page, 'promo.preview', 'OVERLOADED');
  await app.getByRole('link', { name: 'Wallet' }).click();
  await app.getByRole('button', { name: 'Promo code' }).click();
  const promo = app.getByRole('dialog', { name: 'Promo code' });
  await promo.getByRole('textbox').fill('SAVE20');
  await mainButton.filter({ hasText: 'Check the code' }).click();
  await promo.getByText('The load is too high right now.').waitFor();
  expect(await textOf(opened)).not.toMatch(CHARGED);
});

it.each([
  ['OVERLOADED', 'en', 'The load is too high right now.'],
  ['OVERLOADED', 'ru', 'Сейчас слишком большая нагрузка.'],
  ['IDEMPOTENCY_CONFLICT', 'en', 'The same request was already sent with other values.'],
  ['IDEMPOTENCY_CONFLICT', 'ru', 'Такой запрос уже ушёл с другими значениями.'],
] as const)('not when Settings are refused with %s, in %s', async (code, lang, sentence) => {
  const studio = await openStudio(world, { lang });
  const { app, opened } = studio;
  await refuse(opened.page, 'me.updateSettings', code);
  await app.locator('html').evaluate(() => {
    history.pushState({ depth: 1, sheets: [] }, '', '/settings');
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
  });
  await app
    .getByRole('button', { name: lang === 'en' ? /^Default model/ : /^Основная модель/ })
    .click();
  await app
    .getByRole('dialog')
    .locator('[role="radio"][aria-checked="false"]:enabled')
    .first()
    .click();
  await app.getByText(sentence).first().waitFor();
  expect(await textOf(opened)).not.toMatch(CHARGED);
});

it('in the Studio, where the order would have been paid', async () => {
  const studio = await openStudio(world);
  const { app, opened } = studio;
  await refuse(opened.page, 'generation.create', 'GENERATION_PAUSED');
  await studio.words('Description').fill('A harbour');
  await app.getByRole('button', { name: /^Create .*free/ }).click();
  await app.getByText('Creating is paused for everyone. Nothing was charged.').waitFor();
});
