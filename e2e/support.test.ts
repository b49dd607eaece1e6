/** A person writes in the app, the team answers in the admin tab, and the answer arrives by the bot and in the app. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

/** Calls of a paused person are refused, and the browser logs it. */
const world = e2e({ tolerates: /status of 403/ });

beforeAll(() => callerOf(world, 'irina').mutate('me.launch'));

/** A new person who has started the bot and launched the app; a repeated test gets another one. */
async function newPerson(firstName: string) {
  const { world: telegram } = world.stack.telegram;
  const person = telegram.createNewcomer({ firstName, lastName: '', knowsBots: true });
  await callerOf(world, person.key).mutate('me.launch');
  const name = `${firstName} ${person.id}`;
  person.firstName = name;
  await callerOf(world, person.key).mutate('me.launch');
  const open = (path: string, more: object = {}) =>
    world.open({ person: person.key, path, embed: true, ...more });
  /** The messages of the bot to them. */
  const heard = () =>
    world.stack.telegram.chats
      .messages('main', person.id)
      .filter(({ from }) => from?.is_bot)
      .map(({ text }) => text ?? '');
  return { id: person.id, name, open, heard };
}

const openDesk = () =>
  world.open({
    person: 'irina',
    path: '/admin/support',
    platform: 'tdesktop',
    theme: 'desktop-day',
    size: '1280x800',
    embed: true,
  });

/** Sends a message and waits until it is in the conversation. */
async function write({ app }: OpenedApp, text: string): Promise<void> {
  await app.getByRole('textbox', { name: 'Message' }).fill(text);
  await app.getByRole('button', { name: 'Send' }).click();
  await app.getByRole('listitem').filter({ hasText: text }).waitFor();
}

/** Opens a person's thread from the list of waiting ones. */
async function openThread({ app }: OpenedApp, name: string) {
  const row = app.getByRole('button', { name: new RegExp(name) });
  await row.click();
  return { row, thread: app.getByRole('region', { name: `Conversation with ${name}` }) };
}

/** Checks that the conversation fits two phones, and takes screenshots when SCREENSHOTS names a folder. */
async function lookAround(open: (path: string, more?: object) => Promise<OpenedApp>, name: string) {
  for (const look of [
    { size: '320x640', platform: 'android', theme: 'android-night', lang: 'ru' },
    { size: '390x844', platform: 'ios', theme: 'ios-day', lang: 'en' },
  ]) {
    const opened = await open('/support', look);
    await opened.app.getByRole('listitem').first().waitFor();
    await expectFits(opened);
    await shoot(opened, `support-${name}-${look.size}-${look.lang}`);
  }
}

describe('support', () => {
  it('answers in the app, with a mark, and by the bot', async () => {
    const vera = await newPerson('Vera');
    const phone = await vera.open('/settings');
    await phone.app.getByRole('button', { name: /^Support/ }).click();
    await phone.app.getByText('Nothing written yet').waitFor();
    await shoot(phone, 'support-empty');
    await write(phone, 'Where are my coins?');
    await phone.app.getByText('Sent. The answer comes here').waitFor();
    await phone.backButton.click();

    const desk = await openDesk();
    const { row, thread } = await openThread(desk, vera.name);
    await thread.getByText('Where are my coins?').waitFor();
    await desk.app.getByRole('button', { name: 'Adjust balance' }).waitFor();
    await shoot(desk, 'support-desk');
    await thread.getByRole('button', { name: 'We look into it' }).click();
    const answer = thread.getByRole('textbox', { name: 'Message' });
    await expect.poll(() => answer.inputValue()).toContain('We have your message');
    await answer.fill('They are in your Wallet now.');
    await thread.getByRole('button', { name: 'Send' }).click();
    await thread.getByText(/sent by the bot/).waitFor();
    await shoot(desk, 'support-desk-answered');
    // This thread is not waiting any more.
    await row.waitFor({ state: 'detached' });

    await expect
      .poll(() => vera.heard())
      .toContainEqual(expect.stringContaining('They are in your Wallet now.'));
    const marked = phone.app.getByRole('button', { name: /^Support.*1$/ });
    await marked.waitFor();
    await shoot(phone, 'support-mark');
    await marked.click();
    await phone.app.getByText('They are in your Wallet now.').waitFor();
    await phone.backButton.click();
    await marked.waitFor({ state: 'detached' });
    await lookAround(vera.open, 'thread');
  });

  it('sees for which payment a refund is requested, and the person sees the refund', async () => {
    const oleg = await newPerson('Oleg');
    const phone = await oleg.open('/wallet');
    await phone.app.getByRole('button', { name: 'Top up' }).click();
    await phone.app.getByRole('radio', { name: /^100\b/ }).click();
    await phone.mainButton.filter({ hasText: 'Pay 160 stars' }).click();
    await phone.phone.getByRole('button', { name: 'Confirm and pay 160' }).click();
    await phone.app.getByText('Coins are on your balance').waitFor();
    await phone.secondaryButton.filter({ hasText: 'Done' }).click();
    // The first top-up brings a badge, which is celebrated before anything else can be pressed.
    const badge = phone.app.getByRole('dialog', { name: 'New badge: Patron' });
    await badge.waitFor();
    await phone.secondaryButton.filter({ hasText: 'Done' }).click();
    await badge.waitFor({ state: 'detached' });
    await phone.app.getByRole('button', { name: /Payments/ }).click();
    await phone.app.getByRole('button', { name: /160.stars/ }).click();
    await shoot(phone, 'support-payment');
    await phone.app.getByRole('button', { name: /^Ask for the money back/ }).click();
    await phone.app.getByText('You ask for this payment’s money back').waitFor();
    await shoot(phone, 'support-refund-writing');
    await write(phone, 'I have paid twice.');
    await phone.app.getByText('Refund asked for').waitFor();

    const desk = await openDesk();
    const { row, thread } = await openThread(desk, oleg.name);
    await row.getByText('Refund?').waitFor();
    await thread.getByText(/^Payment 160.stars/).waitFor();
    await shoot(desk, 'support-desk-refund');
    const card = desk.app.getByRole('list', { name: 'Payments' });
    await card.getByRole('button', { name: /160.stars/ }).click();
    await card.getByRole('button', { name: 'Refund', exact: true }).click();
    await desk.app.getByLabel('Ready reasons').selectOption('User asked within 14 days');
    await desk.app
      .getByRole('dialog')
      .getByRole('button', { name: /^Refund 160.stars$/ })
      .click();
    await desk.phone
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Refund', exact: true })
      .click();
    await phone.app.getByText('Money refunded').waitFor();
    await thread.getByText('Money refunded').waitFor();
    await thread.getByRole('button', { name: 'Refunded', exact: true }).click();
    await thread.getByRole('button', { name: 'Send' }).click();
    await phone.app.getByText('We have given your money back.').waitFor();
    await expect
      .poll(() => oleg.heard())
      .toContainEqual(expect.stringContaining('We have given your money back.'));
    expect(await world.query('select * from audit.violations()')).toEqual([]);
    await lookAround(oleg.open, 'refund');
  });

  it('sees which work has failed, and messages to the bot in the same thread', async () => {
    const mila = await newPerson('Mila');
    const phone = await mila.open('/create');
    await phone.app.getByLabel('Description', { exact: true }).fill('A lake at dawn test:fail');
    await phone.app.getByRole('button', { name: /^Create/ }).click();
    await phone.app.getByRole('heading', { name: 'The image did not work out' }).waitFor();
    await phone.app.getByRole('button', { name: /^Tell support/ }).click();
    await phone.app.getByText('About: work').waitFor();
    await write(phone, 'It has failed twice.');
    const { chats } = world.stack.telegram;
    chats.say('main', mila.id, 'And a third time.');
    await phone.app.getByText('And a third time.').waitFor();

    const desk = await openDesk();
    const { row, thread } = await openThread(desk, mila.name);
    await row.getByText('2', { exact: true }).waitFor();
    await thread.getByText(/^Work .*Nano Banana/).waitFor();
    await thread.getByText('And a third time.').waitFor();
    await thread.getByRole('button', { name: 'No answer needed' }).click();
    await row.waitFor({ state: 'detached' });
    await lookAround(mila.open, 'work');
  });
});

describe('support in the admin tab', () => {
  it('is a list and a page, also on the smallest phone', async () => {
    const anna = await newPerson('Anna');
    const phone = await anna.open('/support');
    await write(phone, 'Can I pay by card?');
    for (const look of [
      { size: '320x640', platform: 'android', theme: 'android-night', lang: 'ru' },
      { size: '390x844', platform: 'ios', theme: 'ios-day', lang: 'en' },
    ] as const) {
      const opened = await world.open({
        person: 'irina',
        path: '/admin/support',
        embed: true,
        ...look,
      });
      const { app } = opened;
      const row = app.getByRole('button', { name: new RegExp(anna.name) });
      await row.waitFor();
      await expectFits(opened);
      await shoot(opened, `support-admin-list-${look.size}-${look.lang}`);
      await row.click();
      await app.getByText('Can I pay by card?').waitFor();
      await expectFits(opened);
      await shoot(opened, `support-admin-thread-${look.size}-${look.lang}`);
    }
  });
});

describe('the contact outside of the app', () => {
  afterEach(async () => {
    const admin = callerOf(world, 'irina');
    const { version } = await admin.query<{ version: number }>('admin.settings', undefined);
    const values = { support_contact: null };
    await admin.mutate('admin.changeSettings', { requestId: randomUUID(), version, values });
  });

  it('is set by an admin in any of Telegram’s forms, and is offered to people who need it', async () => {
    const olga = await newPerson('Olga');
    const { app } = await world.open({
      person: 'irina',
      path: '/admin/settings',
      embed: true,
      lang: 'ru',
      size: '390x844',
    });
    const contact = app.getByLabel('Контакт в Telegram: @name или ссылка t.me');
    const save = app.getByRole('button', { name: 'Сохранить', exact: true });
    await contact.fill('напишите Ольге');
    await save.click();
    await app.getByText('Контакт выглядит как @name или как https://t.me/name.').waitFor();
    await contact.fill(' t.me/help_desk\u200e ');
    await save.click();
    await app.getByText('Сохранено. Действует везде и сразу.').waitFor();

    const phone = await olga.open('/settings');
    const row = phone.app.getByRole('button', { name: /^Write to us in Telegram/ });
    await row.getByText('t.me/help_desk').waitFor();
    await expectFits(phone);
    await shoot(phone, 'support-contact');
    await phone.app.getByRole('button', { name: /^Support/ }).click();
    await phone.app.getByRole('button', { name: 't.me/help_desk' }).waitFor();
    await shoot(phone, 'support-contact-thread');

    const input = { requestId: randomUUID(), userId: await userIdOf(olga.id), blocked: true };
    await callerOf(world, 'irina').mutate('admin.setBlocked', { ...input, reason: 'a test' });
    const closed = await olga.open('/');
    await closed.app.getByRole('button', { name: 'Write to us in Telegram' }).waitFor();
    await expectFits(closed);
    await shoot(closed, 'support-contact-paused');
  });
});

async function userIdOf(telegramId: number): Promise<number> {
  const [row] = await world.query<{ id: string }>('select id from users where telegram_id = $1', [
    telegramId,
  ]);
  return Number(row?.id);
}
