import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';

/** Refused fields are answers of the server. */
const world = e2e({ tolerates: /status of 422/ });
const CHANNEL = '@aicoins_news';
const HOUR_MS = 3_600_000;

/** Calls a procedure as a person. */
async function callAs(
  person: string,
  path: string,
  input?: object,
): Promise<{ result: { data: never } }> {
  const { telegram, apiUrl } = world.stack;
  const authorization = `tma ${telegram.initData({ bot: 'main', person })}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(`${apiUrl}/trpc/${path}`, {
    headers,
    ...(input && { method: 'POST', body: JSON.stringify(input) }),
  });
  return (await response.json()) as { result: { data: never } };
}

const asAdmin = (path: string, input?: object) => callAs('irina', path, input);

beforeAll(() => asAdmin('me.launch', {}));

/** A person who has launched the app and started the bot, and the messages of the bot. */
async function newPerson(firstName: string) {
  const { telegram } = world.stack;
  const person = telegram.world.createNewcomer({ firstName, languageCode: 'en' });
  telegram.chats.say('main', person.id, '/start');
  await callAs(person.key, 'me.launch', {});
  const texts = () =>
    telegram.chats.messages('main', person.id).flatMap(({ text }) => (text ? [text] : []));
  return { person: person.key, id: person.id, texts };
}

/** Local time in the format of a form field. */
function inHours(hours: number): string {
  const at = new Date(Date.now() + hours * HOUR_MS);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

describe('a webinar', () => {
  it('is added by an admin, joined by a person, moved, attended, and gets its recording', async () => {
    const title = `Light ${randomUUID().slice(0, 4)}`;
    const anna = await newPerson('Vera');
    const admin = await world.open({ person: 'irina', path: '/admin/webinars', embed: true });
    const { app, mainButton } = admin;
    await app.getByRole('button', { name: 'Add a webinar' }).first().click();
    const form = app.getByRole('dialog');
    await form.getByLabel('Title', { exact: true }).fill(title);
    await form.getByLabel('Starts').fill(inHours(-2));
    await form.getByLabel('Link for participants').fill('http://example.com/room');
    await mainButton.filter({ hasText: 'Create' }).click();
    await form.getByText('An address that begins with https:// is needed here.').waitFor();
    await form.getByLabel('Link for participants').fill('https://example.com/room');
    await mainButton.filter({ hasText: 'Create' }).click();
    await form.getByText('This time is past.').waitFor();
    await shoot(admin, 'webinar-form');
    await form.getByLabel('Starts').fill(inHours(72));
    await mainButton.filter({ hasText: 'Create' }).click();
    await form.waitFor({ state: 'detached' });
    const line = app.locator('tbody tr').filter({ hasText: title });
    await line.getByText('0 registered').waitFor();
    await shoot(admin, 'webinars');

    const phone = await world.open({ person: anna.person, path: '/events', embed: true });
    const card = phone.app.locator('li.ev').filter({ hasText: title });
    await card.getByRole('button', { name: 'Register' }).click();
    await phone.mainButton.filter({ hasText: 'Register' }).click();
    await phone.app.getByText(/You are registered\. See you on/).waitFor();

    await line.locator('.admin-who').click();
    await form.getByLabel('Starts').fill(inHours(96));
    await mainButton.filter({ hasText: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await expect
      .poll(anna.texts, { timeout: 20_000 })
      .toContainEqual(expect.stringContaining(`The webinar “${title}” was moved`));

    // It takes place.
    await world.query(
      `update webinars set starts_at = now() - interval '2 hours' where title = $1`,
      [title],
    );
    const later = await world.open({ person: 'irina', path: '/admin/webinars', embed: true });
    await later.app.locator('tbody tr').filter({ hasText: title }).getByText('over').waitFor();
    await later.app.locator('.admin-who').filter({ hasText: title }).click();
    const opened = later.app.getByRole('dialog');
    await opened.getByRole('button', { name: 'Participants: 1' }).click();
    await opened.getByText('Vera').waitFor();
    await opened.getByRole('button', { name: 'Everybody came' }).click();
    await expect
      .poll(() => opened.getByRole('switch', { name: 'Came, Vera' }).getAttribute('aria-checked'))
      .toBe('true');
    await shoot(later, 'webinar-people');
    await opened.getByLabel('Link to the recording').fill('https://example.com/film');
    await later.mainButton.filter({ hasText: 'Save' }).click();
    await opened.waitFor({ state: 'detached' });
    await expect
      .poll(anna.texts, { timeout: 20_000 })
      .toContainEqual(expect.stringContaining(`The recording of the webinar “${title}” is ready`));
    const after = await world.open({ person: anna.person, path: '/events', embed: true });
    const past = after.app.getByRole('list', { name: 'Past' });
    await past.getByText(title).waitFor();
    await past.getByText('watch the recording').waitFor();
    await shoot(after, 'past-webinar');
  });

  it('that is cancelled is announced with its coins, and shown as cancelled in the list on a desktop', async () => {
    const title = `Shade ${randomUUID().slice(0, 4)}`;
    const pavel = await newPerson('Pavel');
    await asAdmin('admin.createRecord', {
      requestId: randomUUID(),
      section: 'webinars',
      values: {
        title,
        startsAt: new Date(Date.now() + 50 * HOUR_MS).toISOString(),
        durationMinutes: 60,
        link: 'https://example.com/room',
        capacity: 5,
        description: 'How shade makes a picture',
        recordingLink: null,
        active: true,
      },
    });
    const phone = await world.open({
      person: pavel.person,
      path: '/events',
      size: '320x640',
      embed: true,
    });
    const card = phone.app.locator('li.ev').filter({ hasText: title });
    await card.getByRole('button', { name: 'Register' }).click();
    await phone.mainButton.filter({ hasText: 'Register' }).click();
    await phone.app.getByText(/You are registered\. See you on/).waitFor();

    const admin = await world.open({
      person: 'irina',
      path: '/admin/webinars',
      size: '1280x800',
      platform: 'tdesktop',
      embed: true,
    });
    const { app } = admin;
    const line = app.locator('tbody tr').filter({ hasText: title });
    await line.getByText('1 of 5 places').waitFor();
    await line.locator('.admin-who').click();
    await app.getByRole('button', { name: 'Cancel the webinar' }).waitFor();
    await shoot(admin, 'webinar-form-1280');
    await app.getByRole('button', { name: 'Cancel the webinar' }).click();
    await admin.phone.getByRole('button', { name: 'Cancel the webinar' }).click();
    await line.getByText('cancelled').waitFor();
    await shoot(admin, 'webinars-1280');
    await expect
      .poll(pavel.texts, { timeout: 20_000 })
      .toContainEqual(
        expect.stringContaining(
          `The webinar “${title}” was cancelled. You keep the coins for registering.`,
        ),
      );
    const again = await world.open({
      person: pavel.person,
      path: '/events',
      size: '320x640',
      embed: true,
    });
    const off = again.app.locator('li.ev').filter({ hasText: title });
    await off.getByText('You keep the coins for registering.').waitFor();
    await expectFits(again);
    await off.scrollIntoViewIfNeeded();
    await shoot(again, 'webinar-cancelled-320');
  });
});

describe('the earn screen', () => {
  it('pays the daily reward once, and the reward for the channel to members', async () => {
    const { telegram } = world.stack;
    const settings = await asAdmin('admin.settings');
    const { version } = settings.result.data as { version: number };
    await asAdmin('admin.changeSettings', {
      requestId: randomUUID(),
      version,
      values: { channel: CHANNEL },
    });
    const oleg = await newPerson('Oleg');
    const opened = await world.open({
      person: oleg.person,
      path: '/events',
      size: '320x640',
      embed: true,
    });
    const { app } = opened;
    await app.getByRole('button', { name: 'Get 1 coin' }).waitFor();
    await expectFits(opened);
    await shoot(opened, 'earn-320');
    await app.getByRole('button', { name: 'Get 1 coin' }).dblclick();
    await app.getByText('The next one').waitFor();
    await shoot(opened, 'earn-had-320');
    await app.getByRole('button', { name: 'Check' }).click();
    await app.getByText('You are not in the channel yet. Join it and check again').waitFor();
    telegram.chats.setMembership(CHANNEL, oleg.id, true);
    await app.getByRole('button', { name: 'Check' }).click();
    await app.getByText('Thank you for being with us.').waitFor();
    await expectFits(opened);
    await shoot(opened, 'earn-channel-320');
    const rows = await world.query<{ kind: string; amount: string; reference: string }>(
      `select kind, amount::int, reference from ledger_entries e join users u on u.id = e.user_id
       where u.telegram_id = $1 and (kind = 'daily_reward' or reference = 'CHANNEL') order by asset`,
      [oleg.id],
    );
    expect(rows).toEqual([
      { kind: 'daily_reward', amount: 100, reference: new Date().toISOString().slice(0, 10) },
      { kind: 'free_grant', amount: 2, reference: 'CHANNEL' },
      { kind: 'free_grant', amount: 1, reference: 'CHANNEL' },
    ]);
    const stats = await world.open({ person: oleg.person, path: '/progress/stats', embed: true });
    await stats.app.getByText('For the channel: 1').waitFor();
    await shoot(stats, 'stats-390');
    const wide = await world.open({
      person: oleg.person,
      path: '/events',
      size: '1280x800',
      platform: 'tdesktop',
      embed: true,
    });
    await wide.app.getByText('Thank you for being with us.').waitFor();
    await shoot(wide, 'earn-1280');
  });
});
