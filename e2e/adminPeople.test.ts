/** What an admin does for one person, on a phone and on a desktop; each action is in the audit log. */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { newcomer, type Person } from '../simulators/telegram/people.ts';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e();
let lastId = 700_500_000;

/** A new person for each test, so that it can be repeated. */
async function someone(name: Pick<Person, 'firstName'> & Partial<Person>): Promise<Person> {
  const id = ++lastId;
  const person = { ...newcomer(id), key: `person-${id}`, lastName: '', ...name };
  world.stack.telegram.world.addPerson(person);
  await callerOf(world, person.key).mutate('me.launch');
  return person;
}

beforeAll(async () => {
  await callerOf(world, 'irina').mutate('me.launch');
});

const phone = { person: 'irina', embed: true, lang: 'en', size: '390x844' } as const;
const desktop = {
  person: 'irina',
  embed: true,
  lang: 'ru',
  size: '1280x800',
  platform: 'tdesktop',
} as const;

const rows = (app: OpenedApp['app']): Locator => app.locator('tbody').getByRole('button');

async function openCard(opened: OpenedApp, { id, firstName }: Person): Promise<void> {
  const { app } = opened;
  await app.getByRole('searchbox').fill(String(id));
  await expect
    .poll(() => rows(app).allTextContents())
    .toEqual([expect.stringContaining(firstName)]);
  await rows(app).click();
  await app.getByRole('heading', { name: firstName }).waitFor();
}

describe('on a phone', () => {
  it('a person gets a note and gifts, is viewed, and is deleted, all of it in the audit log', async () => {
    const nina = await someone({ firstName: 'Nina' });
    const opened = await world.open({ ...phone, path: '/admin/users' });
    const { app, mainButton } = opened;
    // The previous sheet may still be closing: the text must go into the new one.
    let form = app.getByRole('dialog');
    const reason = (text: string) => form.getByLabel('Ready reasons').selectOption(text);
    const sure = (name: string) =>
      opened.phone.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
    const row = async (name: string) => {
      await app.getByRole('button', { name }).click();
      form = app.getByRole('dialog', { name: `${name} · Nina` });
    };
    await openCard(opened, nina);
    // An id is written as Telegram writes it, and copied by a tap.
    await app.getByRole('button', { name: `ID ${nina.id}`, exact: true }).click();
    await app.getByText('Copied').waitFor();

    await app.getByLabel('New note').fill('Prefers to be written to');
    await app.getByRole('button', { name: 'Add note' }).click();
    await app.getByRole('list', { name: 'Notes' }).getByText('Prefers to be written to').waitFor();
    await shoot(opened, 'people-card');

    await row('Grant a badge');
    await app.getByRole('radio', { name: /^Director/ }).click();
    await reason('Helped the team');
    await shoot(opened, 'people-badge');
    await mainButton.filter({ hasText: 'Grant' }).click();
    await sure('Grant');
    await app.getByRole('list', { name: 'Badges' }).getByText('Director').waitFor();

    await row('Give days of the plan');
    await app.getByRole('tab', { name: '7', exact: true }).click();
    await reason('A gift from the team');
    await app.getByText(/^The plan will run to/).waitFor();
    await shoot(opened, 'people-days');
    await mainButton.filter({ hasText: 'Give 7 days' }).click();
    await sure('Give');
    await app.getByText(/^The plan runs to/).waitFor();

    await row('Open as they see it');
    await reason('A question to support');
    await mainButton.filter({ hasText: 'Open' }).click();
    const view = app.getByRole('dialog', { name: /^Open as they see it/ });
    await view.getByText(/^As Nina sees it/).waitFor();
    await view.getByRole('region', { name: 'Balance' }).getByText('100').first().waitFor();
    await view.getByRole('heading', { name: 'Nina', exact: true }).waitFor();
    // A tap on Top up does nothing: the view stays, and no other sheet opens.
    await view.getByRole('button', { name: 'Top up' }).click();
    await shoot(opened, 'people-view');
    await view.getByRole('tab', { name: 'Wallet and gallery' }).click();
    await view.getByText('In the trash').waitFor();
    expect(await app.getByRole('dialog').count()).toBe(1);
    await shoot(opened, 'people-view-wallet');
    await view.getByRole('button', { name: 'Close' }).click();

    await row('Send them a copy of their data');
    await reason('The person asked');
    await mainButton.filter({ hasText: 'Make the copy' }).click();
    await app.getByText('The copy is being made').waitFor();

    await row('Delete the account');
    await app.getByText('What is lost').waitFor();
    await reason('The person asked in writing');
    await shoot(opened, 'people-erase');
    await mainButton.filter({ hasText: 'Delete the account' }).click();
    const question = opened.phone.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Delete the account' }).click();
    await app.getByText(/^The account is deleted\. The ledger/).waitFor();
    expect(await app.getByRole('button', { name: /^ID/ }).count()).toBe(0);
    await shoot(opened, 'people-erased');

    await app.getByRole('button', { name: 'What admins did' }).click();
    const log = app.getByRole('list', { name: 'Audit' });
    const titles = log.locator('.row b');
    await expect
      .poll(() => titles.allTextContents())
      .toEqual([
        'Account deleted',
        'Copy of data sent',
        'Opened as they see it',
        '7 days of the plan',
        'Badge: Director',
        'Note added',
      ]);
    await log.getByRole('button', { name: /^Account deleted/ }).click();
    await log.getByRole('row', { name: /^Coins 100/ }).waitFor();
    await expectFits(opened);
    await shoot(opened, 'people-log');
  });

  it('names that are markup are shown as text, everywhere in the tab', async () => {
    const markup = await someone({ firstName: '<img src=x onerror="document.title=1">' });
    const turned = await someone({ firstName: '\u202Egnp.exe', lastName: '=cmd|\u2067x' });
    const opened = await world.open({ ...phone, size: '320x568', path: '/admin/users' });
    const { app } = opened;
    const title = await app.locator('html').evaluate(() => document.title);
    await openCard(opened, { ...markup, firstName: '<img src=x' });
    await app.getByLabel('New note').fill('<img src=x onerror="document.title=2">=cmd|x');
    await app.getByRole('button', { name: 'Add note' }).click();
    await app.getByRole('list', { name: 'Notes' }).getByText('onerror').waitFor();
    await app.getByRole('button', { name: 'What admins did' }).click();
    await app
      .getByText(/^<img src=x onerror/)
      .first()
      .waitFor();
    await expectFits(opened);
    await shoot(opened, 'people-markup-320');
    await app.getByRole('tab', { name: 'Users' }).click();
    await app.getByRole('searchbox').fill(String(turned.id));
    await app.getByText('gnp.exe =cmd|x').waitFor();
    await expectFits(opened);
    await shoot(opened, 'people-turned-320');
    const { images, now } = await app.locator('body').evaluate((body) => ({
      images: body.querySelectorAll('img[src$="/x"], img[onerror]').length,
      now: document.title,
    }));
    expect({ images, now }).toEqual({ images: 0, now: title });
  });
});

describe('on a desktop, in Russian', () => {
  it('the list is filtered, ordered and used by keyboard', async () => {
    const people = [];
    for (const [at, firstName] of ['Клара', 'Клим', 'Клавдия'].entries()) {
      const person = await someone({ firstName, username: `klkl${lastId}_${at}` });
      people.push(person);
    }
    const klim = callerOf(world, people[1]?.key ?? '');
    await klim.mutate('me.chooseDirection', {
      requestId: crypto.randomUUID(),
      direction: 'business',
    });
    // He comes again, after the others.
    await klim.mutate('me.launch');
    const opened = await world.open({ ...desktop, path: '/admin/users' });
    const { app, page } = opened;
    await rows(app).first().waitFor();
    const search = app.getByRole('searchbox');
    // After a click keys go to the app, not to the page around it.
    await app.locator('.admin-body').getByRole('heading').first().click();
    await page.keyboard.press('/');
    await expect.poll(() => search.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.keyboard.type('klkl');
    await expect.poll(() => rows(app).count()).toBe(3);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = app.locator('tr:has(button:focus)');
    await expect.poll(() => focused.textContent()).toContain('Клим');
    await shoot(opened, 'people-keys');
    await page.keyboard.press('Enter');
    await app.getByRole('heading', { name: 'Клим' }).waitFor();
    await shoot(opened, 'people-desktop');
    await page.keyboard.press('Escape');
    await app.getByText('Выберите человека слева').waitFor();

    await app.getByLabel('Направление').selectOption('business');
    await expect.poll(() => rows(app).count()).toBe(1);
    await app.getByLabel('Направление').selectOption('');
    await app.getByLabel('Порядок').selectOption('seen');
    await expect.poll(() => rows(app).first().textContent()).toContain('Клим');
    const gap = await app.locator('.admin-split').evaluate((split) => {
      const selects = document.querySelector('.admin-body > .admin-selects');
      return split.getBoundingClientRect().top - (selects?.getBoundingClientRect().bottom ?? 0);
    });
    expect(gap).toBeGreaterThanOrEqual(8);
    await expectFits(opened);
  });

  it('the audit log is filtered by target, author, action and time, and shows before and after', async () => {
    const person = await someone({ firstName: 'Лукерья' });
    const irina = callerOf(world, 'irina');
    const { items } = await irina.query<{ items: { id: number }[] }>('admin.users', {
      query: String(person.id),
    });
    await irina.mutate('admin.adjustBalance', {
      requestId: crypto.randomUUID(),
      userId: items[0]?.id,
      asset: 'coins',
      direction: 'add',
      amount: 5000,
      reason: 'за ожидание',
    });
    const opened = await world.open({ ...desktop, path: '/admin/audit' });
    const { app } = opened;
    await app.getByRole('searchbox').fill('Лукерья');
    const entry = app.getByRole('button', { name: 'Баланс +50' });
    await entry.waitFor();
    await expect.poll(() => rows(app).count()).toBe(1);
    await entry.click();
    await app.getByRole('row', { name: /^Баланс 100.монет/ }).waitFor();
    await shoot(opened, 'people-log-desktop');
    await app.getByLabel('Что', { exact: true }).selectOption('user.block');
    await app.getByText('Такого в журнале нет').waitFor();
    await app.getByLabel('Что', { exact: true }).selectOption('balance.adjust');
    await app.getByLabel('Когда').selectOption('day');
    await entry.waitFor();
    await expectFits(opened);
  });
});
