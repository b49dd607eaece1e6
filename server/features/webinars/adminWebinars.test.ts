import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { everybody } from '../admin/testing.ts';
import { composeMessage } from '../notifications/messages.ts';
import { outboxMessage } from '../notifications/outboxMessages.ts';
import { readCalendar } from './calendar.ts';
import { currentWebinarMessage } from './currentMessage.ts';
import { leaveWebinars } from './erase.ts';
import { followChangeJob } from './followChange.ts';
import { remindJob } from './remindJob.ts';

const test = testApp();
type Person = Awaited<ReturnType<typeof test.person>>;

const HOUR_MS = 3_600_000;
const START = 10_000;
const REWARD = 10_000;
let people: Awaited<ReturnType<typeof everybody>>;

beforeAll(async () => {
  people = await everybody(test);
});

const admin = () => people.admin.call.admin;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const webinar = (more: object = {}) => ({
  title: 'Portraits',
  startsAt: inHours(72),
  durationMinutes: 60,
  link: 'https://example.com/room',
  capacity: null,
  description: null,
  recordingLink: null,
  active: true,
  ...more,
});

const create = (more: object = {}) =>
  admin().createRecord({
    requestId: randomUUID(),
    section: 'webinars',
    values: { ...webinar(more) },
  });

async function find(key: string) {
  const { items } = await admin().records({ section: 'webinars', limit: 100 });
  return items.find((one) => one.key === key) ?? expect.fail(key);
}

/** An admin changes it, and the effects are applied twice, as after a worker that was killed. */
async function change(key: string, values: object): Promise<void> {
  const { version } = await find(key);
  await admin().changeRecord({
    requestId: randomUUID(),
    section: 'webinars',
    key,
    version,
    values: { ...values },
  });
  for (const { data } of await test.app.db.query(takeJobs)) {
    const run = { signal: AbortSignal.timeout(10_000), attempt: 1 };
    await followChangeJob.run(test.app, data, run);
    await followChangeJob.run(test.app, data, run);
  }
}

async function issuesOf(call: Promise<unknown>): Promise<string[]> {
  const error = await call.then(
    () => expect.fail('it was not refused'),
    (reason) => reason,
  );
  expect(error.message).toBe('INVALID_FIELDS');
  return error.cause.details.issues.map(
    ({ field, problem, limit }: { field: string; problem: string; limit?: number }) =>
      [field, problem, limit].filter((part) => part !== undefined).join(' '),
  );
}

const register = ({ call }: Person, id: string) =>
  call.webinars.register({ id, requestId: randomUUID() });
const stateOf = async ({ call }: Person, id: string) =>
  (await call.webinars.list()).items.find((one) => one.id === id)?.myState;
const coinsOf = async ({ call }: Person) => (await call.me.get()).balance.coins;

/** What the bot would write to a person now, in Russian. */
async function lettersTo({ userId }: Person): Promise<string[]> {
  const rows = await test.app.db.query(readMessages, [userId]);
  const current = await Promise.all(
    rows.map(({ payload }) =>
      currentWebinarMessage(test.app, userId, outboxMessage.parse(payload) as never),
    ),
  );
  return current.flatMap((message) => (message ? [composeMessage(message, 'ru').text] : []));
}

async function calendarOf({ userId }: Person, webinarId: string) {
  const text = (await readCalendar(test.app, { webinarId, userId })) ?? '';
  const field = (name: string) => new RegExp(`^${name}:(.+)\r$`, 'm').exec(text)?.[1];
  return {
    uid: field('UID'),
    sequence: Number(field('SEQUENCE')),
    method: field('METHOD'),
    status: field('STATUS'),
    start: field('DTSTART'),
  };
}

describe('a new webinar', () => {
  it.each([
    ['in the past', { startsAt: inHours(-1) }, ['startsAt in_past']],
    ['that ends when it starts', { durationMinutes: 0 }, ['durationMinutes too_small 5']],
    ['that ends before it starts', { durationMinutes: -60 }, ['durationMinutes too_small 5']],
    ['without a time', { startsAt: null }, ['startsAt required']],
    ['at no time', { startsAt: 'tomorrow' }, ['startsAt not_a_time']],
    ['without a title', { title: ' ' }, ['title required']],
    ['with an insecure link', { link: 'http://example.com/room' }, ['link not_https']],
    ['with a script for a link', { link: 'javascript:alert(1)' }, ['link not_https']],
    ['with a password in its link', { link: 'https://a:b@example.com/' }, ['link not_https']],
    ['without places', { capacity: 0 }, ['capacity too_small 1']],
    [
      'with a recording before it begins',
      { recordingLink: 'https://example.com/film' },
      ['recordingLink not_begun'],
    ],
  ])('%s is refused at its field', async (_what, values, issues) => {
    expect(await issuesOf(create(values))).toEqual(issues);
  });

  it('is visible at once, and is in the audit log', async () => {
    const { key } = await create({ title: 'Seen', capacity: 3, link: null });
    const items = (await people.alice.call.webinars.list()).items;
    expect(items.find(({ id }) => id === key)).toMatchObject({
      title: 'Seen',
      capacity: 3,
      registered: 0,
      cancelled: false,
      myState: 'none',
    });
    const [entry] = (await admin().actions({ target: 'webinars' })).items;
    expect(entry).toMatchObject({ action: 'record.create', after: { title: 'Seen' } });
  });

  it('is in the list of admins, page by page, by its time', async () => {
    const keys: string[] = [];
    for (const hours of [1001, 1002, 1003]) {
      keys.push((await create({ title: 'Paged', startsAt: inHours(hours) })).key);
    }
    const ask = { section: 'webinars', query: 'paged', sort: 'startsAt', limit: 2 } as const;
    const first = await admin().records(ask);
    const second = await admin().records({ ...ask, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ key }) => key)).toEqual(keys);
    const forged = Buffer.from(JSON.stringify(['soon', keys[0]])).toString('base64url');
    await expect(admin().records({ ...ask, cursor: forged })).rejects.toThrow('BAD_REQUEST');
  });
});

describe('a webinar that is moved', () => {
  it('is announced to those who have a place or wait for one, is replaced in calendars, and reminds at the new time', async () => {
    const [alice, bob, carol] = [await test.person(), await test.person(), await test.person()];
    const { key } = await create({ title: 'Свет', capacity: 1 });
    await register(alice, key);
    await register(bob, key);
    const before = await calendarOf(alice, key);
    const startsAt = '2027-07-01T15:00:00.000Z';
    await change(key, { startsAt });
    expect(await lettersTo(alice)).toEqual([
      'Вебинар «Свет» перенесён: он начнётся 1 июля в 18:00 GMT+3. Место остаётся за вами. Добавьте событие в календарь ещё раз — оно обновится.',
    ]);
    expect(await lettersTo(bob)).toEqual([
      'Вебинар «Свет» перенесён: он начнётся 1 июля в 18:00 GMT+3. Вы по-прежнему в листе ожидания.',
    ]);
    expect(await lettersTo(carol)).toEqual([]);
    const after = await calendarOf(alice, key);
    expect(after).toMatchObject({ uid: before.uid, method: 'PUBLISH', start: '20270701T150000Z' });
    expect(after.sequence).toBeGreaterThan(before.sequence);
    // Moved again before anything was sent: the first message is obsolete.
    await change(key, { startsAt: inHours(23) });
    expect(await lettersTo(bob)).toHaveLength(1);
    // A day before is less than a day away, and the registrations are older.
    await test.app.db.query(makeOlder, [key]);
    await remindJob.run(test.app, {}, { signal: AbortSignal.timeout(10_000), attempt: 1 });
    expect((await lettersTo(alice)).at(-1)).toMatch(/^Вебинар «Свет» начнётся /);
  });

  it('is announced for each change that matters, and for no other', async () => {
    const alice = await test.person();
    const { key } = await create({ title: 'Тени' });
    await register(alice, key);
    await change(key, { title: 'Тени и свет', description: 'О тенях', durationMinutes: 90 });
    expect(await lettersTo(alice)).toEqual([]);
    await change(key, { link: 'https://example.com/other' });
    expect(await lettersTo(alice)).toEqual([
      expect.stringMatching(
        /^У вебинара «Тени и свет» новая ссылка\..*\nhttps:\/\/example\.com\/other$/,
      ),
    ]);
  });
});

describe('places', () => {
  it('that are added are given to those who have waited longest, and can’t be fewer than are taken', async () => {
    const four = await Promise.all(Array.from({ length: 4 }, () => test.person()));
    const [alice, bob, carol, dave] = four as [Person, Person, Person, Person];
    const { key } = await create({ capacity: 1 });
    for (const person of four) {
      await register(person, key);
    }
    await change(key, { capacity: 3 });
    expect(await Promise.all(four.map((person) => stateOf(person, key)))).toEqual([
      'registered',
      'registered',
      'registered',
      'waiting',
    ]);
    expect(await coinsOf(carol)).toBe(START + REWARD);
    expect((await lettersTo(bob))[0]).toMatch(/^Освободилось место/);
    expect(await issuesOf(change(key, { capacity: 2 }))).toEqual(['capacity below_registered 3']);
    await change(key, { capacity: null });
    expect(await stateOf(dave, key)).toBe('registered');
    expect((await find(key)).facts).toEqual({ registered: 4, waiting: 0 });
    expect(await stateOf(alice, key)).toBe('registered');
  });
});

describe('a webinar that is cancelled', () => {
  it('is announced with what happens to the coins, is removed from calendars, and claws nothing back', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const { key } = await create({ title: 'Кофе', capacity: 1 });
    await register(alice, key);
    await register(bob, key);
    const before = await calendarOf(alice, key);
    await change(key, { active: false });
    expect(await lettersTo(alice)).toEqual([
      'Вебинар «Кофе» отменён. Монеты за запись остаются у вас. Другие вебинары — в приложении.',
    ]);
    expect(await lettersTo(bob)).toEqual([
      'Вебинар «Кофе» отменён. Другие вебинары — в приложении.',
    ]);
    const after = await calendarOf(alice, key);
    expect(after).toMatchObject({ uid: before.uid, method: 'CANCEL', status: 'CANCELLED' });
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(await coinsOf(alice)).toBe(START + REWARD);
    const [mine] = (await alice.call.webinars.list()).items.filter(({ id }) => id === key);
    expect(mine).toMatchObject({ cancelled: true, myState: 'registered' });
    const others = (await people.alice.call.webinars.list()).items;
    expect(others.some(({ id }) => id === key)).toBe(false);
    const give = alice.call.webinars.unregister({ id: key, requestId: randomUUID() });
    await expect(give).rejects.toThrow('NOT_FOUND');
    await expect(register(await test.person(), key)).rejects.toThrow('NOT_FOUND');
    await leaveWebinars(test.app, {
      userId: alice.userId,
      telegramId: alice.telegram.id,
      role: 'user',
      botName: 'main',
    });
    expect(await coinsOf(alice)).toBe(START + REWARD);
    // It takes place after all: the earlier message is not sent any more.
    await change(key, { active: true });
    expect(await lettersTo(alice)).toEqual([
      expect.stringMatching(/^Вебинар «Кофе» всё-таки состоится/),
    ]);
  });

  it('is announced to those of each one that is switched off together with others', async () => {
    const alice = await test.person();
    const keys = [(await create({ title: 'Один' })).key, (await create({ title: 'Два' })).key];
    for (const key of keys) {
      await register(alice, key);
    }
    await admin().toggleRecords({
      requestId: randomUUID(),
      section: 'webinars',
      keys,
      on: false,
    });
    for (const { data } of await test.app.db.query(takeJobs)) {
      await followChangeJob.run(test.app, data, {
        signal: AbortSignal.timeout(10_000),
        attempt: 1,
      });
    }
    expect((await lettersTo(alice)).map((text) => text.slice(0, 16)).sort()).toEqual([
      'Вебинар «Два» от',
      'Вебинар «Один» о',
    ]);
  });
});

describe('a past webinar', () => {
  async function over() {
    const [alice, bob, carol] = [await test.person(), await test.person(), await test.person()];
    const { key } = await create({ title: 'Итоги', capacity: 2 });
    await register(alice, key);
    await register(bob, key);
    await register(carol, key);
    const mark = (userIds: number[] | null, attended = true) =>
      admin().markAttendance({ requestId: randomUUID(), webinarId: key, userIds, attended });
    await expect(mark(null)).rejects.toThrow('CONFLICT');
    await test.app.db.query(end, [key]);
    return { alice, bob, carol, key, mark };
  }

  it('has its attendance marked, one by one and all at once, with before and after in the audit log', async () => {
    const { alice, bob, carol, key, mark } = await over();
    const ask = (filter: 'registered' | 'waiting' | 'attended') =>
      admin().webinarPeople({ webinarId: key, filter });
    expect((await ask('waiting')).items.map(({ userId }) => userId)).toEqual([carol.userId]);
    expect(await mark([alice.userId])).toEqual({ changed: 1 });
    expect(await mark(null)).toEqual({ changed: 1 });
    expect(await mark(null)).toEqual({ changed: 0 });
    expect(await mark([bob.userId], false)).toEqual({ changed: 1 });
    await expect(mark([carol.userId])).rejects.toThrow('NOT_FOUND');
    const attended = await ask('attended');
    expect(attended.items).toMatchObject([{ userId: alice.userId, userName: 'Alice' }]);
    expect(attended).toMatchObject({
      begun: true,
      totals: { registered: 2, waiting: 1, attended: 1 },
    });
    const [past] = (await alice.call.webinars.list()).past;
    expect(past).toMatchObject({ id: key, attended: true, recordingLink: null });
    const [entry] = (await admin().actions({ target: `webinars:${key}` })).items;
    expect(entry).toMatchObject({
      action: 'webinar.attendance',
      before: { attended: true, people: [bob.userId] },
      after: { attended: false, people: [bob.userId], title: 'Итоги' },
    });
  });

  it('can’t be moved or cancelled, and its recording is announced once to those who had a place', async () => {
    const { alice, carol, key } = await over();
    expect(await issuesOf(change(key, { startsAt: inHours(5), active: false }))).toEqual([
      'startsAt webinar_over',
      'active webinar_over',
    ]);
    await change(key, { recordingLink: 'https://example.com/film' });
    await change(key, { recordingLink: null });
    await change(key, { recordingLink: 'https://example.com/better' });
    expect(await lettersTo(alice)).toEqual([
      'Запись вебинара «Итоги» готова. Она ждёт вас в приложении.',
    ]);
    expect(await lettersTo(carol)).toEqual([]);
    expect((await alice.call.webinars.list()).past[0]).toMatchObject({
      id: key,
      recordingLink: 'https://example.com/better',
    });
    expect((await carol.call.webinars.list()).past).toEqual([]);
  });
});

/** The jobs that follow changes, taken out of the queue. */
const takeJobs = sql<{ data: unknown }>(
  `delete from pgboss.job where name = 'webinars.follow-change' returning data`,
);
const readMessages = sql<{ payload: unknown }>(`
  select payload from outbox_messages where user_id = $1 and kind like 'webinar%' order by id
`);
const end = sql(`update webinars set starts_at = now() - interval '2 hours' where id = $1`);
const makeOlder = sql(`
  update webinar_registrations set updated_at = updated_at - interval '3 days' where webinar_id = $1
`);
