/** An admin on the first day, who knows nothing of the tab but what is to be read on its screens. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

/** What is refused at a field is an answer of the server. */
const world = e2e({ tolerates: /status of 422/ });
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  await callerOf(world, 'irina').mutate('me.launch');
  await callerOf(world, 'anna').mutate('me.launch');
});

/** Local time as the field of a form takes it. */
function inHours(hours: number): string {
  const at = new Date(Date.now() + hours * HOUR_MS);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const phone = { size: '390x844', lang: 'ru' } as const;
const desktop = { size: '1280x800', lang: 'en', platform: 'tdesktop' } as const;

/** The sentences under the fields of the form that is open, from the top. */
const refusals = ({ app }: OpenedApp) =>
  app.getByRole('dialog').locator('.help.err').allTextContents();

describe('on a phone, in Russian', () => {
  it('a webinar is added, and a person finds it', async () => {
    const title = `Свет и тень ${randomUUID().slice(0, 4)}`;
    const opened = await world.open({ person: 'irina', embed: true, ...phone });
    const { app, mainButton } = opened;
    await app.getByRole('link', { name: 'Админ' }).click();
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

  it('a promo code is made, and gives a person what it says', async () => {
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
    // As it comes from a message: with spaces around it, in small letters.
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

    const anna = callerOf(world, 'anna');
    await anna.mutate('promo.redeem', { requestId: randomUUID(), code });
    const { balance } = await anna.query<{ balance: { coins: number } }>('me.get', undefined);
    expect(balance.coins).toBe(12_100);
    await app.locator('.admin-who').filter({ hasText: code }).click();
    await app.getByRole('button', { name: 'Кто применил' }).click();
    await app.getByRole('dialog').getByText('Анна').waitFor();
    await shoot(opened, 'newcomer-promo-uses');
  });
});

describe('on a desktop, in English', () => {
  it('a webinar and a promo code are added from the list that each belongs to', async () => {
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
