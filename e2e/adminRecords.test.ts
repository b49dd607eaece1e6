import { beforeAll, describe, expect, it } from 'vitest';
import { shoot } from './shoot.ts';
import { e2e } from './stack.ts';

/** Refused fields and conflicting changes are answers of the server. */
const world = e2e({ tolerates: /status of (409|422)/ });

const openAdmin = (path: string, more: object = {}) =>
  world.open({ person: 'irina', path, embed: true, lang: 'en', ...more });

beforeAll(async () => {
  const { telegram, apiUrl } = world.stack;
  const authorization = `tma ${telegram.initData({ bot: 'main', person: 'irina' })}`;
  const headers = { authorization, 'content-type': 'application/json' };
  await fetch(`${apiUrl}/trpc/me.launch`, { method: 'POST', headers });
});

describe('promo codes', () => {
  it('are created, found, refused at the wrong field, and in the audit log', async () => {
    const opened = await openAdmin('/admin/promo');
    const { app, mainButton } = opened;
    await app.getByText('WELCOME2025').waitFor();
    await shoot(opened, 'promo');
    await app.getByRole('button', { name: 'New promo code' }).click();
    await app.getByRole('textbox', { name: 'Code', exact: true }).fill('BLOGGER');
    await app.getByRole('dialog').getByLabel('Gives').selectOption('topup_discount');
    await app.getByLabel('Amount').fill('150');
    await mainButton.filter({ hasText: 'Create' }).click();
    await app.getByText('At most 100%.').waitFor();
    await shoot(opened, 'promo-form');
    await app.getByLabel('Amount').fill('15');
    await mainButton.filter({ hasText: 'Create' }).click();
    await app.getByRole('searchbox').fill('blog');
    await expect.poll(() => app.locator('tbody tr').count()).toBe(1);
    await app.getByText('BLOGGER').waitFor();
    await app.getByRole('tab', { name: 'Audit' }).click();
    await app.getByText('Promo code made').waitFor();
    await shoot(opened, 'promo-audit');
  });
});

describe('models', () => {
  it('get another price in the list, which shows the other change after a conflict', async () => {
    await world.query(
      `update models set price = 1900, name = 'Veo 3.1 Fast', version = version + 1 where code = 'veo-3-1-fast'`,
    );
    const opened = await openAdmin('/admin/models', { size: '1280x800', platform: 'tdesktop' });
    const { app } = opened;
    const price = app.getByLabel('Price, veo-3-1-fast');
    await price.fill('20');
    await shoot(opened, 'models');
    await app.getByRole('button', { name: 'Save 1 change' }).click();
    await app.getByText('Saved').waitFor();
    await expect
      .poll(() => world.query(`select price::int from models where code = 'veo-3-1-fast'`))
      .toEqual([{ price: 2000 }]);

    await price.fill('30');
    await world.query(
      `update models set price = 2000, eta_seconds = 77, version = version + 1 where code = 'veo-3-1-fast'`,
    );
    await app.getByRole('button', { name: 'Save 1 change' }).click();
    await app.getByText(/^veo-3-1-fast\. Somebody else changed this meanwhile: .*77/).waitFor();
    await shoot(opened, 'models-inline-meanwhile');
    await app.getByRole('button', { name: 'Save 1 change' }).click();
    await expect
      .poll(() => world.query(`select price::int from models where code = 'veo-3-1-fast'`))
      .toEqual([{ price: 3000 }]);
    await app.getByText('Veo 3.1 Fast').click();
    await app.getByRole('textbox', { name: 'Name', exact: true }).fill('Veo Fast');
    await world.query(
      `update models set price = 2100, version = version + 1 where code = 'veo-3-1-fast'`,
    );
    await app.getByRole('button', { name: 'Save', exact: true }).click();
    await app.getByText('Price: 30 coins → 21 coins').waitFor();
    await shoot(opened, 'models-meanwhile');
    await app.getByRole('button', { name: 'Save', exact: true }).click();
    await app.getByText('Veo Fast').waitFor();
  });
});

it('a value in a list that can’t be saved is told in a sentence, by the app and by the server', async () => {
  const before = await world.query(`select level, min_xp::int from levels order by level`);
  const opened = await openAdmin('/admin/levels', { size: '390x844' });
  const { app } = opened;
  const xp = app.getByLabel('From XP, 3', { exact: true });
  const save = app.getByRole('button', { name: 'Save 1 change' });
  await xp.fill('-5');
  await app.getByText('3 · Amateur · From XP: At least 0 XP.').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await shoot(opened, 'levels-inline-wrong');
  await xp.fill('50');
  await expect.poll(() => app.locator('.admin-bar .help').count()).toBe(0);
  await save.click();
  await app.getByText('3 · Amateur · From XP: XP must rise from level to level.').waitFor();
  await shoot(opened, 'levels-inline-refused');
  expect(await world.query(`select level, min_xp::int from levels order by level`)).toEqual(before);
  await app.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => app.locator('.admin-bar').count()).toBe(0);
});

describe.each(['packs', 'plans', 'rewards', 'levels', 'badges'])('%s', (section) => {
  it('are shown on the smallest phone and on a desktop without anything cut off', async () => {
    for (const width of [320, 1280]) {
      const opened = await openAdmin(`/admin/${section}`, {
        size: `${width}x800`,
        ...(width > 700 && { platform: 'tdesktop' }),
      });
      await opened.app.locator('tbody tr').first().waitFor();
      await shoot(opened, `${section}-${width}`);
      await opened.app.locator('.admin-who').nth(1).click();
      await opened.app.getByRole('dialog').waitFor();
      await shoot(opened, `${section}-form-${width}`);
    }
  });
});

describe('keys of bots', () => {
  it('are created, shown once, and revoked on the smallest phone', async () => {
    const opened = await openAdmin('/admin/botKeys', { size: '320x800', theme: 'android-night' });
    const { app, mainButton } = opened;
    await app.getByText('No keys yet').waitFor();
    await app.getByRole('button', { name: 'New key' }).click();
    await app.getByRole('combobox', { name: 'Bot', exact: true }).fill('quiz_bot');
    await app.getByLabel('Ready reasons').selectOption('A bot is connected');
    await mainButton.filter({ hasText: 'Make the key' }).click();
    await app.getByText('This key is shown once.').waitFor();
    await shoot(opened, 'bot-key-320');
    await app.getByRole('button', { name: 'Close' }).click();
    await app.getByText('quiz_bot').waitFor();
    await shoot(opened, 'bot-keys-320');
    await app.getByRole('button', { name: 'Revoke' }).click();
    await app.getByLabel('Ready reasons').selectOption('It may have leaked');
    await mainButton.filter({ hasText: 'Revoke' }).click();
    await app.getByText(/revoked/).waitFor();
  });
});
