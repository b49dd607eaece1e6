/** An admin in a hurry: a form that is submitted twice, with pasted text, is carried out once. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ tolerates: /429/ });
const HOUR_MS = 3_600_000;
const inHours = (hours: number) =>
  new Date(Date.now() + hours * HOUR_MS).toISOString().slice(0, 16);

const phone = { size: '390x844', platform: 'ios', theme: 'ios-day', lang: 'en' } as const;
const desktop = {
  size: '1280x800',
  platform: 'tdesktop',
  theme: 'desktop-night',
  lang: 'en',
} as const;

beforeAll(() => callerOf(world, 'irina').mutate('me.launch'));

const open = (path: string, look: typeof phone | typeof desktop) =>
  world.open({ person: 'irina', path, embed: true, ...look });

/** A person whose name would run as script or reverse the line if it were not treated as text. */
async function hostilePerson() {
  const { world: telegram } = world.stack.telegram;
  const person = telegram.createNewcomer({
    firstName: '<img src=x onerror="document.title=1">',
    lastName: '\u202E=cmd|x',
    knowsBots: true,
  });
  await callerOf(world, person.key).mutate('me.launch');
  const [row] = await world.query<{ id: number }>(
    'select id::int from users where telegram_id = $1',
    [person.id],
  );
  return { userId: row?.id ?? 0, key: person.key, telegramId: person.id };
}

const count = async (text: string, values: unknown[]) =>
  Number((await world.query<{ count: string }>(text, values))[0]?.count);

/** The entries of the audit log about a target, by action. */
const entries = (action: string, pattern: string) =>
  count('select count(*) from admin_actions where action = $1 and after::text like $2', [
    action,
    `%${pattern}%`,
  ]);

/** No text was interpreted as markup. */
async function expectInert({ app }: OpenedApp): Promise<void> {
  const found = await app
    .locator('body')
    .evaluate((body) => body.querySelectorAll('img[src$="/x"], img[onerror], body b b').length);
  expect(found).toBe(0);
}

describe('a form that is pressed twice', () => {
  it.each([
    ['on a phone', phone],
    ['on a desktop', desktop],
  ] as const)(
    'makes one promo code, and refuses at the field what is no amount, %s',
    async (_, look) => {
      const unique = randomUUID().slice(0, 6).toUpperCase();
      const opened = await open('/admin/promo', look);
      const { app, mainButton } = opened;
      const submit =
        look === phone
          ? mainButton
          : app.getByRole('dialog').getByRole('button', { name: 'Create', exact: true });
      await app.getByRole('button', { name: 'New promo code' }).click();
      const form = app.getByRole('dialog');
      await form
        .getByRole('textbox', { name: 'Code', exact: true })
        .fill(`\u200F hurry-${unique.toLowerCase()}\u00A0`);
      const amount = form.getByLabel('Amount', { exact: true });
      for (const [typed, said] of [
        ['99999999999999999999', 'At most'],
        ['🎁', 'number'],
        ['-5', 'At least'],
      ] as const) {
        await amount.fill(typed);
        await submit.click();
        await form.getByText(new RegExp(said)).first().waitFor();
      }
      await shoot(opened, `hurried-promo-${look.size}`);
      await amount.fill('1 0');
      await submit.dblclick();
      await form.waitFor({ state: 'detached' });
      await app
        .locator('tbody tr')
        .filter({ hasText: `HURRY-${unique}` })
        .waitFor();
      expect(await entries('record.create', `HURRY-${unique}`)).toBe(1);
    },
  );

  it('creates one webinar, whose name is shown as text', async () => {
    const unique = randomUUID().slice(0, 6);
    const title = `<b>${unique}</b> \u202Egnp.exe 🎁`;
    const opened = await open('/admin/webinars', phone);
    const { app, mainButton } = opened;
    await app.getByRole('button', { name: 'Add a webinar' }).first().click();
    const form = app.getByRole('dialog');
    await form.getByLabel('Title', { exact: true }).fill(title);
    await form.getByLabel('Starts').fill(inHours(48));
    await mainButton.dblclick();
    await form.waitFor({ state: 'detached' });
    await app.locator('tbody tr').filter({ hasText: unique }).waitFor();
    await expectFits(opened);
    await expectInert(opened);
    expect(await entries('record.create', unique)).toBe(1);
  });

  it('changes a balance once and adds one note, for a person whose name is markup', async () => {
    const { userId, telegramId } = await hostilePerson();
    const note = `<img src=x onerror="document.title=2"> ${randomUUID()}`;
    const opened = await open('/admin/users', phone);
    const { app, mainButton } = opened;
    await app.getByRole('searchbox').fill(`\u200E ${telegramId}\u00A0`);
    await app
      .locator('.admin-who')
      .filter({ hasText: String(telegramId) })
      .click();
    await app.getByRole('button', { name: 'Adjust balance' }).click();
    const form = app.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Coins' }).fill('2,5');
    await form.getByLabel('Ready reasons').selectOption('A gift from the team');
    await mainButton.filter({ hasText: 'Add 2.5 coins' }).dblclick();
    const question = opened.phone.getByRole('alertdialog');
    await shoot(opened, 'hurried-adjust-question');
    await question.getByRole('button', { name: 'Add', exact: true }).dblclick();
    await form.waitFor({ state: 'detached' });
    const card = app.getByRole('button', { name: 'Adjust balance' });
    await card.waitFor();
    await app.getByLabel('New note').fill(note);
    await app.getByRole('button', { name: 'Add note' }).dblclick();
    await app.getByRole('list', { name: 'Notes' }).getByText(note).waitFor();
    await expectFits(opened);
    await expectInert(opened);
    await shoot(opened, 'hurried-card');
    const target = `user:${userId}`;
    const log = await world.query(
      'select action from admin_actions where target = $1 order by id',
      [target],
    );
    expect(log).toEqual([{ action: 'balance.adjust' }, { action: 'user.note' }]);
    expect(
      await count('select balance as count from wallets where user_id = $1 and asset = $2', [
        userId,
        'coins',
      ]),
    ).toBe(10_250);
  });
});

describe('a list as a file, asked for too often', () => {
  it.each([
    ['en', /Too many requests in a row\. Try again in/],
    ['ru', /Слишком много запросов подряд\. /],
  ] as const)('is answered by when to try again, in %s', async (lang, sentence) => {
    await world.query(`insert into rate_limits (subject, action, tat)
      select id, 'export.download', now() + interval '5 minutes' from users where role = 'admin'
      on conflict (subject, action) do update set tat = excluded.tat`);
    const opened = await world.open({
      person: 'irina',
      path: '/admin/users',
      embed: true,
      ...phone,
      lang,
    });
    await opened.app.getByRole('button', { name: 'CSV' }).click();
    await opened.app.getByText(sentence).waitFor();
    await shoot(opened, `hurried-csv-${lang}`);
    await world.query(`delete from rate_limits where action = 'export.download'`);
  });
});

describe('a long form that is refused', () => {
  it('shows its first wrong field, under the cursor, when it is sent from its end', async () => {
    const opened = await open('/admin/models', desktop);
    const { app } = opened;
    await app.getByRole('button', { name: 'New model' }).click();
    const form = app.getByRole('dialog');
    const code = form.getByRole('textbox', { name: 'Code', exact: true });
    await form.getByLabel('Place in the list').scrollIntoViewIfNeeded();
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.getByText('This must be filled in.').first().waitFor();
    await expect.poll(() => code.evaluate((it) => it === document.activeElement)).toBe(true);
    const isSeen = () =>
      code.evaluate((it) => {
        const part = it.closest('.sheet-b')?.getBoundingClientRect();
        const { top, bottom } = it.getBoundingClientRect();
        return part !== undefined && top >= part.top && bottom <= part.bottom;
      });
    await expect.poll(isSeen).toBe(true);
  });
});
