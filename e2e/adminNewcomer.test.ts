/** A new admin, who uses the tab only by what its screens say. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

/** Refused fields and missing rights are answers of the server; one answer is lost on purpose. */
const world = e2e({ tolerates: /status of (403|422)|ERR_FAILED/ });
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  await callerOf(world, 'irina').mutate('me.launch');
  await callerOf(world, 'anna').mutate('me.launch');
});

/** Local time in the format of a form field. */
function inHours(hours: number): string {
  const at = new Date(Date.now() + hours * HOUR_MS);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const phone = { size: '390x844', lang: 'ru' } as const;
const desktop = { size: '1280x800', lang: 'en', platform: 'tdesktop' } as const;

/** The messages under the fields of the open form, from the top. */
const refusals = ({ app }: OpenedApp) =>
  app.getByRole('dialog').locator('.help.err').allTextContents();

describe('on a phone, in Russian', () => {
  it('a webinar is added, and a person finds it', async () => {
    const title = `Свет и тень ${randomUUID().slice(0, 4)}`;
    const opened = await world.open({ person: 'irina', embed: true, ...phone });
    const { app, mainButton } = opened;
    await app.getByRole('link', { name: 'Админ' }).click();
    // One swipe shows them: what is created most is among the first sections.
    const sections = app.locator('.admin-sections').getByRole('tab');
    await sections.first().waitFor();
    expect((await sections.allTextContents()).slice(0, 7)).toEqual([
      'Обзор',
      'Пользователи',
      'Платежи',
      'Работы',
      'Поддержка',
      'Промокоды',
      'Вебинары',
    ]);
    await app.getByRole('tab', { name: 'Вебинары' }).click();
    await shoot(opened, 'newcomer-webinars-empty');
    await app.getByRole('button', { name: 'Добавить вебинар' }).first().click();
    const form = app.getByRole('dialog', { name: 'Добавить вебинар' });
    await shoot(opened, 'newcomer-webinar-form');
    await mainButton.filter({ hasText: 'Создать' }).click();
    await expect
      .poll(() => refusals(opened))
      .toEqual(['Это нужно заполнить.', 'Это нужно заполнить.']);
    await shoot(opened, 'newcomer-webinar-refused');
    await form.getByLabel('Название', { exact: true }).fill(`  ${title} `);
    await form.getByLabel('Начало').fill(inHours(72));
    await form.getByLabel('Ссылка для участников').fill('https://example.com/room');
    await form.getByLabel('Сколько мест').fill('21');
    await expectFits(opened);
    await mainButton.filter({ hasText: 'Создать' }).click();
    await form.waitFor({ state: 'detached' });
    await app.locator('tbody tr').filter({ hasText: title }).waitFor();
    await shoot(opened, 'newcomer-webinars');

    const anna = await world.open({ person: 'anna', path: '/events', embed: true, ...phone });
    await anna.app.locator('li.ev').filter({ hasText: title }).waitFor();
  });

  it('a promo code is created, and gives a person what it promises', async () => {
    const code = `LETO${randomUUID().slice(0, 6).toUpperCase()}`;
    const opened = await world.open({ person: 'irina', embed: true, ...phone });
    const { app, mainButton } = opened;
    await app.getByRole('link', { name: 'Админ' }).click();
    await app.getByRole('tab', { name: 'Промокоды' }).click();
    await app.getByRole('button', { name: 'Новый промокод' }).click();
    const form = app.getByRole('dialog', { name: 'Новый промокод' });
    await shoot(opened, 'newcomer-promo-form');
    await mainButton.filter({ hasText: 'Создать' }).click();
    await expect
      .poll(() => refusals(opened))
      .toEqual(['Это нужно заполнить.', 'Это нужно заполнить.']);
    // As copied from a message: with spaces around it, in lower case.
    await form.getByRole('textbox', { name: 'Код', exact: true }).fill(` ${code.toLowerCase()} `);
    await form.getByLabel('Сколько', { exact: true }).fill('21');
    await form.getByText('монета', { exact: true }).waitFor();
    await shoot(opened, 'newcomer-promo-filled');
    await expectFits(opened);
    await mainButton.filter({ hasText: 'Создать' }).click();
    await form.waitFor({ state: 'detached' });
    await app
      .locator('tbody tr')
      .filter({ hasText: code })
      .getByText(/21.монета/)
      .waitFor();
    await shoot(opened, 'newcomer-promo');

    const { key } = world.stack.telegram.world.createNewcomer({ firstName: 'Вера' });
    const vera = callerOf(world, key);
    await vera.mutate('me.launch');
    await vera.mutate('promo.redeem', { requestId: randomUUID(), code });
    const { balance } = await vera.query<{ balance: { coins: number } }>('me.get', undefined);
    expect(balance.coins).toBe(12_100);
    await app.locator('.admin-who').filter({ hasText: code }).click();
    await app.getByRole('button', { name: 'Кто применил' }).click();
    await app.getByRole('dialog').getByText('Вера').waitFor();
    await shoot(opened, 'newcomer-promo-uses');
  });
});

describe('on a desktop, in English', () => {
  it('a webinar and a promo code are added from their lists', async () => {
    const title = `Light ${randomUUID().slice(0, 4)}`;
    const code = `SUMMER${randomUUID().slice(0, 6).toUpperCase()}`;
    const opened = await world.open({ person: 'irina', embed: true, ...desktop });
    const { app } = opened;
    await app.getByRole('link', { name: 'Admin' }).click();
    const rail = app.getByRole('navigation', { name: 'Admin sections' });
    await rail.getByRole('link', { name: 'Webinars' }).click();
    await app.getByRole('button', { name: 'Add a webinar' }).first().click();
    const form = app.getByRole('dialog');
    await form.getByLabel('Title', { exact: true }).fill(title);
    await form.getByLabel('Starts').fill(inHours(72));
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await app.locator('tbody tr').filter({ hasText: title }).waitFor();

    await rail.getByRole('link', { name: 'Promo codes' }).click();
    await app.getByRole('button', { name: 'New promo code' }).click();
    await form.getByRole('textbox', { name: 'Code', exact: true }).fill(code);
    await form.getByLabel('Gives').selectOption({ label: 'Plan days' });
    await form.getByLabel('Amount', { exact: true }).fill('1');
    await form.getByText('day', { exact: true }).waitFor();
    await shoot(opened, 'newcomer-promo-1280');
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const line = app.locator('tbody tr').filter({ hasText: code });
    await line.getByText(/^1.day$/).waitFor();
    await expectFits(opened);
    await shoot(opened, 'newcomer-promos-1280');
    await rail.getByRole('link', { name: 'Audit' }).click();
    await app.getByText('Promo code made').first().waitFor();
    await app.getByText('Webinar added').first().waitFor();
  });
});

describe('in a hurry and without a reliable connection', () => {
  it('an unanswered form keeps its values, and creates one record however often it is sent', async () => {
    const code = `LOST${randomUUID().slice(0, 6).toUpperCase()}`;
    const path = '/admin/promo';
    const opened = await world.open({ person: 'irina', path, embed: true, ...desktop });
    const { app, page } = opened;
    let isLost = false;
    await page.route('**/trpc/admin.createRecord**', async (route) => {
      if (isLost) {
        return await route.continue();
      }
      isLost = true;
      await route.fetch();
      await route.abort();
    });
    await app.getByRole('button', { name: 'New promo code' }).click();
    const form = app.getByRole('dialog');
    const typed = form.getByRole('textbox', { name: 'Code', exact: true });
    await typed.fill(code);
    await form.getByLabel('Amount', { exact: true }).fill('1000000');
    const create = form.getByRole('button', { name: 'Create', exact: true });
    await create.click();
    await app.getByText('it may have been done or not').waitFor();
    await app.getByRole('button', { name: 'Retry' }).waitFor();
    await shoot(opened, 'unlucky-lost');
    await expect.poll(() => typed.inputValue()).toBe(code);
    await create.dblclick();
    await form.waitFor({ state: 'detached' });
    const line = app.locator('tbody tr').filter({ hasText: code });
    await line.getByText(/^1,000,000.coins$/).waitFor();
    await expect.poll(() => line.count()).toBe(1);
    await shoot(opened, 'unlucky-made');
  });

  it('an admin who loses the role while a form is open is told so, and nothing is created', async () => {
    const { telegram } = world.stack;
    const colleague = telegram.world.createNewcomer({ firstName: 'Colleague' });
    await callerOf(world, colleague.key).mutate('me.launch');
    const irina = callerOf(world, 'irina');
    const { items } = await irina.query<{ items: { id: number }[] }>('admin.users', {
      query: ` \u200e${colleague.id}\u00a0`,
    });
    const setRole = (role: string) =>
      irina.mutate('admin.setRole', {
        requestId: randomUUID(),
        userId: items[0]?.id,
        role,
        reason: 'a change in the team',
      });
    await setRole('admin');
    const opened = await world.open({
      person: colleague.key,
      path: '/admin/promo',
      embed: true,
      size: '390x844',
    });
    const { app, mainButton } = opened;
    await app.getByRole('button', { name: 'New promo code' }).click();
    const form = app.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Code', exact: true }).fill('REVOKED');
    await form.getByLabel('Amount', { exact: true }).fill('5');
    await setRole('user');
    await mainButton.filter({ hasText: 'Create' }).click();
    await app.getByRole('heading', { name: 'Admin access has ended' }).waitFor();
    await shoot(opened, 'unlucky-revoked');
    expect(await world.query(`select id from promo_codes where code = 'REVOKED'`)).toEqual([]);
  });
});
