/** Without the server, or without a valid sign-in: cached content is shown, with a notice about it. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { makeWorks } from './works.ts';

const test = e2e({ tolerates: /ERR_FAILED|Failed to load resource/ });
const WORK = 'A paper boat';

beforeAll(async () => {
  await makeWorks(test, 'anna', [WORK]);
}, 120_000);

const balance = ({ app }: OpenedApp) => app.getByRole('region', { name: 'Balance' });

async function reload(page: Page): Promise<void> {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  const loaded = page.waitForEvent('framenavigated');
  await frame?.evaluate(() => location.reload());
  await loaded;
}

it('shows the last Home, gallery and history with a notice, and everything again afterwards', async () => {
  const opened = await test.open({ person: 'anna', embed: true });
  const { app, page } = opened;
  await balance(opened).waitFor();
  await app.getByRole('link', { name: 'Gallery' }).click();
  await app.getByRole('button', { name: WORK }).first().waitFor();
  await app.getByRole('link', { name: 'Wallet' }).click();
  const movement = app.getByText(/Welcome|First launch/i).first();
  await movement.waitFor();
  await page.waitForTimeout(1500);
  await page.route('**/trpc/**', (route) => route.abort());
  await reload(page);
  await app
    .getByText(/No connection/)
    .first()
    .waitFor();
  await movement.waitFor();
  await app.getByRole('link', { name: 'Gallery' }).click();
  await app.getByRole('button', { name: WORK }).first().waitFor();
  await app.getByRole('link', { name: 'Home' }).click();
  await balance(opened).waitFor();
  await page.unroute('**/trpc/**');
  await app
    .getByText(/No connection/)
    .first()
    .waitFor({ state: 'detached', timeout: 20_000 });
});

it('says that a part or a page did not load, and nothing about sending', async () => {
  const { app, page } = await test.open({ person: 'anna', embed: true, path: '/gallery' });
  const work = app.getByRole('button', { name: WORK }).first();
  await work.waitFor();
  await page.route('**/trpc/**', (route) => route.abort());
  const visit = (path: string) =>
    app.locator('html').evaluate((_, to) => {
      history.pushState({ depth: 1, sheets: [] }, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    }, path);
  await visit('/progress/stats');
  const failed = app.getByText('This did not load. Check the connection and try once more.');
  await failed.first().waitFor();
  await visit('/job/0192d1a0-0000-7000-8000-000000000000');
  await app.getByRole('heading', { name: 'This did not load' }).waitFor();
  expect(await app.getByText(/Nothing was sent/).count()).toBe(0);
});

it('shows that a work does not exist when it belongs to somebody else, with a link back', async () => {
  for (const path of ['/work/0192d1a0-0000-7000-8000-000000000000', '/work/nothing']) {
    const opened = await test.open({ person: 'anna', embed: true, path });
    await opened.app.getByRole('heading', { name: 'Not found' }).waitFor();
    await opened.app.getByRole('button', { name: 'Go to Home' }).click();
    await balance(opened).waitFor();
  }
});

it('says that the session has expired when the stream is cut and refused, and keeps the draft', async () => {
  const { app, page, mainButton } = await test.open({ person: 'anna', embed: true });
  await app.getByRole('link', { name: 'Create' }).click();
  await app.getByLabel('Description', { exact: true }).fill('A castle of cards');
  const refusal = {
    error: {
      message: 'INIT_DATA_EXPIRED',
      code: -32001,
      data: { code: 'UNAUTHORIZED', httpStatus: 401, appCode: 'INIT_DATA_EXPIRED', requestId: 'r' },
    },
  };
  await page.route('**/trpc/**', (route) => {
    const count = new URL(route.request().url()).pathname.split(',').length;
    const isBatch = route.request().url().includes('batch=1');
    const body = isBatch ? Array.from({ length: count }, () => refusal) : refusal;
    return route.fulfill({ status: 401, json: body });
  });
  await test.stack.server.stop();
  await test.stack.server.start();
  await app.getByRole('heading', { name: 'Session expired' }).waitFor({ timeout: 60_000 });
  await app.getByText(/A castle of cards/).waitFor();
  await mainButton.filter({ hasText: 'Reopen' }).waitFor();
});
