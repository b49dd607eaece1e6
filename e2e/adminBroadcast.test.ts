import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits } from './look.ts';
import { shoot } from './shoot.ts';
import { e2e } from './stack.ts';

const world = e2e();

/** Three people who have switched promotions on, and the admin. */
const readers: string[] = [];

async function call(person: string, procedure: string, input: object): Promise<void> {
  const { telegram, apiUrl } = world.stack;
  const authorization = `tma ${telegram.initData({ bot: 'main', person })}`;
  const answer = await fetch(`${apiUrl}/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  const { telegram } = world.stack;
  for (let n = 0; n < 3; n++) {
    readers.push(telegram.world.createNewcomer({ firstName: `Reader${n}` }).key);
  }
  for (const person of ['irina', ...readers]) {
    telegram.chats.say('main', person, '/start');
    await telegram.queue('main').idle();
    await call(person, 'me.launch', {});
  }
  for (const person of readers) {
    await call(person, 'me.updateSettings', { notifications: { broadcast: true } });
  }
});

const openAdmin = (path: string, more: object = {}) =>
  world.open({ person: 'irina', path, embed: true, lang: 'en', ...more });
const desktop = { size: '1280x800', platform: 'tdesktop' };

const answer = ({ phone }: OpenedApp, button: string) =>
  phone.getByRole('alertdialog').getByRole('button', { name: button, exact: true }).click();

const textsTo = (person: string) =>
  world.stack.telegram.chats.messages('main', person).map(({ text, caption }) => text ?? caption);

const timesReceived = (text: string) =>
  readers.map((person) => textsTo(person).filter((one) => one === text).length);

/** Keeps the bot's outbox from sending until then. */
const holdOutbox = (until: string) =>
  world.query(
    `insert into outbox_pace (bot_name, next_at) values ('main', now() + interval '${until}')
     on conflict (bot_name) do update set next_at = excluded.next_at`,
  );

describe('a broadcast', () => {
  it('is written, tested, sent, paused, and sent to everybody else, on the smallest phone', async () => {
    const opened = await openAdmin('/admin/broadcasts', { size: '320x800' });
    const { app } = opened;
    const text = `Autumn news ${Date.now()}`;
    await app.getByRole('button', { name: 'New broadcast' }).click();
    await app.getByLabel('Text in Russian').fill(`По-русски: ${text}`);
    await app.getByLabel('Text in English').fill(text);
    await app.getByLabel('Add an image').setInputFiles({
      name: 'red.png',
      mimeType: 'image/png',
      buffer: await sharp({
        create: { width: 640, height: 360, channels: 3, background: '#b34a2e' },
      })
        .png()
        .toBuffer(),
    });
    await app.getByRole('img', { name: 'The image of the broadcast' }).waitFor();
    await app.getByRole('switch', { name: 'Button into the app' }).click();
    await app.getByLabel('Opens').selectOption('Wallet');
    await app.getByText('3 people get it').waitFor();
    await app.getByLabel('Language').selectOption('Russian');
    await app.getByText('Nobody would get it').waitFor();
    await app.getByLabel('Language').selectOption('any');
    await app.getByText('3 people get it').waitFor();
    await shoot(opened, 'broadcast-editor-320');
    await expectFits(opened);

    await app.getByRole('button', { name: 'Send to myself' }).click();
    await app.getByText('Sent to your chat with the bot').waitFor();
    expect(textsTo('irina')).toEqual(expect.arrayContaining([text, `По-русски: ${text}`]));
    expect(timesReceived(text)).toEqual([0, 0, 0]);

    await holdOutbox('1 hour');
    await app.getByRole('button', { name: 'Send now' }).click();
    await opened.phone.getByText('3 people get it.').waitFor();
    await shoot(opened, 'broadcast-sure-320');
    await answer(opened, 'Send now');
    await app.getByText('On its way').waitFor();
    await app.getByRole('button', { name: 'Pause' }).click();
    await app.getByRole('button', { name: 'Go on' }).waitFor();
    await shoot(opened, 'broadcast-paused-320');
    await expectFits(opened);
    await holdOutbox('0 s');
    await app.getByRole('button', { name: 'Go on' }).click();
    await app.locator('.tag', { hasText: 'Finished' }).waitFor();
    await expect.poll(() => timesReceived(text)).toEqual([1, 1, 1]);
    await shoot(opened, 'broadcast-finished-320');
    const message = world.stack.telegram.chats.messages('main', readers[0] ?? '').at(-1);
    expect(message?.photo).toHaveLength(1);
    expect(message?.reply_markup?.inline_keyboard.flat()).toMatchObject([
      { text: 'Open', web_app: { url: expect.stringMatching(/\/wallet$/) } },
    ]);

    await opened.backButton.click();
    await app.getByText('sent: 3').first().waitFor();
    await shoot(opened, 'broadcast-list-320');
    await expectFits(opened);
    await app.getByRole('tab', { name: 'Audit' }).click();
    await app.getByText('Broadcast resumed').first().waitFor();
  });

  it('waits for its time, and can be cancelled until then, on a desktop', async () => {
    const opened = await openAdmin('/admin/broadcasts', desktop);
    const { app } = opened;
    const text = `Later ${Date.now()}`;
    await app.getByRole('button', { name: 'New broadcast' }).click();
    await app.getByLabel('Text in Russian').fill(text);
    await app.getByLabel('Text in English').fill(text);
    await app.getByText('3 people get it').waitFor();
    await app.getByLabel('Begin at').fill('2001-01-01T10:00');
    await app.getByText('This time has passed.').waitFor();
    await app.getByLabel('Begin at').fill('2199-01-01T10:00');
    await shoot(opened, 'broadcast-editor-1280');
    await expectFits(opened);
    await app.getByRole('button', { name: 'Schedule', exact: true }).click();
    await answer(opened, 'Schedule');
    await app.getByText('The broadcast is scheduled').waitFor();
    await app.getByRole('button', { name: 'Cancel the broadcast' }).click();
    await shoot(opened, 'broadcast-scheduled-1280');
    await answer(opened, 'Cancel the broadcast');
    await app.getByRole('button', { name: 'Cancel the broadcast' }).waitFor({ state: 'detached' });
    await app.locator('.admin-side .tag', { hasText: 'Cancelled' }).waitFor();
    await shoot(opened, 'broadcast-cancelled-1280');
    await expectFits(opened);
    expect(timesReceived(text)).toEqual([0, 0, 0]);
  });
});
