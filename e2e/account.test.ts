/** What a person may ask for under GDPR and Telegram's rules: a copy of their data, and the end of the account. */
import { describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

// After a deletion the server answers every call of an app that is still open with 401.
const world = e2e({ tolerates: /401.*\/trpc\/[a-z]/ });

/** A new person with one work, who has started the bot; a repeated test gets another one. */
async function newPerson() {
  const { telegram } = world.stack;
  const person = telegram.world.createNewcomer({ firstName: 'Zinaida', knowsBots: true });
  await makeWorks(world, person.key, ['A lake at dawn']);
  const open = (path: string, more: object = {}) =>
    world.open({ person: person.key, path, embed: true, ...more });
  return { ...person, open };
}

/** The messages of the bot to a person. */
const written = (id: number) =>
  world.stack.telegram.chats.messages('main', id).filter(({ from }) => from?.is_bot);

/** Presses a button of Telegram's popup. */
async function answer({ phone }: OpenedApp, button: string): Promise<void> {
  await phone.getByRole('alertdialog').getByRole('button', { name: button, exact: true }).click();
}

const looks = [
  { size: '320x640', platform: 'android', theme: 'android-night', lang: 'ru' },
  { size: '390x844', platform: 'ios', theme: 'ios-day', lang: 'en' },
] as const;

describe('a copy of one’s data', () => {
  it('is requested in Settings, sent by the bot as a link, and holds what the person has made', async () => {
    const zina = await newPerson();
    const opened = await zina.open('/settings');
    const row = opened.app.getByRole('button', { name: /^Download my data/ });
    await row.scrollIntoViewIfNeeded();
    await shoot(opened, 'account-before');
    await row.click();
    await opened.app.getByText(/^The copy is ready until/).waitFor();
    await shoot(opened, 'account-ready');

    const link = () => {
      const keys = written(zina.id).flatMap(
        ({ reply_markup: markup }) => markup?.inline_keyboard.flat() ?? [],
      );
      return keys.flatMap((key) =>
        'url' in key && key.url.includes('my-data.json') ? [key.url] : [],
      )[0];
    };
    await expect.poll(link).toBeDefined();
    const file = await fetch(link() ?? '');
    expect(file.headers.get('content-disposition')).toContain('my-data.json');
    const data = (await file.json()) as Record<string, unknown>;
    expect(data).toMatchObject({
      person: { firstName: 'Zinaida', telegramId: zina.id },
      generations: [{ prompt: 'A lake at dawn' }],
    });
  });
});

describe('deleting the account', () => {
  it('shows what is lost, asks twice, erases the person, and a later start begins without the reward', async () => {
    const zina = await newPerson();
    for (const look of looks) {
      const other = await zina.open('/settings', look);
      await other.app
        .getByRole('button', { name: /^(Delete the account|Удалить аккаунт)/ })
        .click();
      await other.app
        .getByRole('dialog')
        .getByText(/^(Works in the gallery|Работы в галерее)$/)
        .waitFor();
      await expectFits(other);
      await shoot(other, `account-delete-${look.size}-${look.lang}`);
    }
    const opened = await zina.open('/settings');
    const { app, mainButton } = opened;
    // The person's other device, on which the app stays open.
    const elsewhere = await zina.open('/');
    await elsewhere.app.getByRole('region', { name: 'Balance' }).waitFor();
    const asked: string[] = [];
    const keptOn = (device: OpenedApp) =>
      device.app
        .locator('body')
        .evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ac:')));
    await expect.poll(() => keptOn(opened)).not.toEqual([]);
    await app.getByRole('button', { name: /^Delete the account/ }).click();
    const sheet = app.getByRole('dialog', { name: 'Delete the account' });
    await expect
      .poll(() => sheet.locator('.facts, dl').first().textContent())
      .toMatch(/Coins100.*Works in the gallery1/);
    await mainButton.filter({ hasText: 'Delete forever' }).click();
    await answer(opened, 'Keep it');
    await mainButton.filter({ hasText: 'Delete forever' }).click();
    await shoot(opened, 'account-sure');
    await answer(opened, 'Delete');
    for (const device of [opened, elsewhere]) {
      await device.app.getByText('The account is deleted').waitFor();
      device.page.on('request', (request) => asked.push(request.url()));
      await device.mainButton.filter({ hasText: 'Close' }).waitFor();
      await expect.poll(() => keptOn(device)).toEqual([]);
    }
    await shoot(opened, 'account-gone');

    const known = () => world.query('select 1 from users where telegram_id = $1', [zina.id]);
    expect(await known()).toEqual([]);
    expect(await world.query('select * from audit.violations()')).toEqual([]);
    // Longer than any pause before the app would call again.
    await opened.page.waitForTimeout(5000);
    expect(asked.filter((url) => url.includes('/trpc/'))).toEqual([]);
    await opened.page.context().close();
    expect(await known()).toEqual([]);

    const before = written(zina.id).length;
    world.stack.telegram.chats.say('main', zina.id, '/start');
    await expect.poll(() => written(zina.id).length).toBeGreaterThan(before);
    const again = await zina.open('/');
    await again.app.getByRole('region', { name: 'Balance' }).waitFor();
    await shoot(again, 'account-again');
    const { balance } = await callerOf(world, zina.key).query<{
      balance: { coins: number; freeOperations: number };
    }>('me.get', undefined);
    expect(balance).toMatchObject({ coins: 0, freeOperations: 0 });
    expect(await world.query('select * from audit.violations()')).toEqual([]);
  });
});
