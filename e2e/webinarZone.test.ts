/** A webinar's time: Moscow's, and the person's own with its own date; the bot and the calendar agree. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
/** West of Moscow by ten hours or more, all year round. */
const ZONE = 'America/Denver';
const TITLE = 'Light at night';

/** The next 2:11 in Moscow that is at least two days away: another day for the person. */
function start(): Date {
  const day = new Date(Date.now() + 3 * 86_400_000);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - 1, 23, 11));
}

const words = (timeZone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
const DATE = { day: 'numeric', month: 'long' } as const;

it('no reward is promised while none is planned; one has both dates, and the bot and the calendar agree', async () => {
  const { telegram } = world.stack;
  const person = telegram.world.createNewcomer({ languageCode: 'en' });
  telegram.chats.say('main', person.id, '/start');
  const { mutate } = callerOf(world, person.key);
  await mutate('me.launch', { timeZone: ZONE });
  const device = { timezoneId: ZONE };
  const home = await world.open({ person: person.key, embed: true }, device);
  const task = (opened: typeof home) =>
    opened.app
      .getByRole('list', { name: 'Earn coins' })
      .getByRole('listitem')
      .filter({ hasText: 'webinar' });
  await task(home).getByText('None is planned yet').waitFor();
  expect(await task(home).textContent()).not.toMatch(/\+\s*\d/);

  const at = start();
  const admin = callerOf(world, 'irina');
  await admin.mutate('me.launch');
  await admin.mutate('admin.createRecord', {
    requestId: randomUUID(),
    section: 'webinars',
    values: {
      title: TITLE,
      startsAt: at.toISOString(),
      durationMinutes: 60,
      link: 'https://example.com/room',
      capacity: 5,
      description: 'How light is seen at night',
      recordingLink: null,
      active: true,
    },
  });
  const promised = await world.open({ person: person.key, embed: true }, device);
  await expect.poll(() => task(promised).textContent()).toMatch(/\+\s*100/);

  const { app, mainButton } = await world.open(
    { person: person.key, path: '/events', embed: true },
    device,
  );
  await app
    .locator('li.ev')
    .filter({ hasText: TITLE })
    .getByRole('button', { name: 'Register' })
    .click();
  const sheet = app.getByRole('dialog', { name: 'Registration' });
  const moscow = words('Europe/Moscow', { weekday: 'long', ...DATE }).format(at);
  const own = `${words(ZONE, DATE).format(at)}, ${words(ZONE, { hour: 'numeric', minute: '2-digit' }).format(at)}`;
  await expect
    .poll(async () => (await sheet.textContent())?.replaceAll('\u00a0', ' '))
    .toContain(`2:11 Moscow, 60 min (${own} your time)`);
  expect((await sheet.textContent())?.replaceAll('\u00a0', ' ')).toContain(
    moscow.replace(/^(\w+),? /, '$1, '),
  );
  await mainButton.filter({ hasText: 'Register' }).click();
  await app.getByText(/You are registered\. See you on/).waitFor();
  const texts = () =>
    telegram.chats.messages('main', person.id).flatMap(({ text }) => (text ? [text] : []));
  const list = await admin.query<{ items: { key: string; version: number }[] }>('admin.records', {
    section: 'webinars',
    limit: 10,
  });
  const moved = new Date(at.getTime() + 60_000);
  await admin.mutate('admin.changeRecord', {
    requestId: randomUUID(),
    section: 'webinars',
    key: list.items[0]?.key,
    version: list.items[0]?.version,
    values: { startsAt: moved.toISOString() },
    reason: 'a minute later',
  });
  const ownTime = words(ZONE, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  await expect
    .poll(texts)
    .toContainEqual(
      expect.stringMatching(`${words(ZONE, DATE).format(moved)} at ${ownTime.format(moved)}`),
    );
  const { items } = await callerOf(world, person.key).query<{
    items: { calendarUrl: string | null }[];
  }>('webinars.list', undefined);
  const calendar = await fetch(new URL(items[0]?.calendarUrl ?? '', world.stack.apiUrl));
  const stamp = moved.toISOString().replace(/[-:]|\.\d+/g, '');
  expect(await calendar.text()).toContain(`DTSTART:${stamp}`);
});
