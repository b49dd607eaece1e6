/** The oldest web views that the bundle is built for lack these functions: nothing may need them. */
import data from '@mdn/browser-compat-data' with { type: 'json' };
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { laterFunctions } from '../scripts/laterFunctions.ts';
import { goBackTo, leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '500' } });
/** As in scripts/checkApis.ts. */
const OLDEST = { safari_ios: '15.4', chrome_android: '105' };
const names = laterFunctions(data, OLDEST)
  .map(({ name }) => name)
  .filter((name) => /^[\w.]+$/.test(name));

/** Deletes the later functions in every frame, before its first script. */
async function asOlder(page: Page): Promise<void> {
  await page.addInitScript((later) => {
    const isTopFrame = window.parent === window;
    // The page around the app is Telegram's, which a phone draws by itself.
    if (isTopFrame) {
      return;
    }
    for (const name of later) {
      const path = name.split('.');
      const last = path.pop() ?? '';
      const holder = path.reduce<unknown>(
        (value, part) => (value as Record<string, unknown> | undefined)?.[part],
        window,
      );
      if (holder) {
        delete (holder as Record<string, unknown>)[last];
      }
    }
  }, names);
}

it('a person opens Home and the wallet, and creates a picture, without functions of newer browsers', async () => {
  expect(names).toContain('AbortSignal.timeout');
  expect(names).toContain('Array.prototype.toSorted');
  const opened = await world.open({ person: 'newcomer' }, {}, asOlder);
  const { app, mainButton, secondaryButton, phone } = opened;
  const missing = await app
    .locator('html')
    .evaluate(() => [
      typeof AbortSignal.timeout,
      typeof Array.prototype.toSorted,
      typeof Object.groupBy,
    ]);
  expect(missing).toEqual(['undefined', 'undefined', 'undefined']);
  await mainButton.click();
  await app.getByRole('region', { name: 'Balance' }).getByText('100').first().waitFor();

  await app.getByRole('link', { name: 'Create', exact: true }).click();
  await app.getByLabel('Description', { exact: true }).fill('A paper boat');
  await app.getByRole('button', { name: /^Create .*free/ }).click();
  await leaveCelebrations(opened, app.getByRole('button', { name: 'Remix' }));
  const gallery = app.getByRole('link', { name: 'Gallery' });
  await goBackTo(opened, gallery);
  await gallery.click();
  await app.getByRole('button', { name: 'A paper boat' }).first().waitFor();

  await app.getByRole('link', { name: 'Wallet' }).click();
  await app.getByText('First launch').waitFor();
  await app.getByRole('button', { name: 'Top up' }).click();
  await app.getByRole('radio', { name: /^50\b/ }).click();
  await mainButton.filter({ hasText: 'Pay 85 stars' }).click();
  await phone.getByRole('button', { name: /Confirm and pay/ }).click();
  await secondaryButton.filter({ hasText: 'Done' }).waitFor();
  await expect
    .poll(() => world.query('select coins::int from audit.users'))
    .toEqual([{ coins: 15_000 }]);
});
