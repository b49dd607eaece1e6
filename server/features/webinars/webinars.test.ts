import { randomUUID } from 'node:crypto';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { createExportRouter } from '../exports/router.ts';
import { composeMessage } from '../notifications/messages.ts';
import { outboxMessage } from '../notifications/outboxMessages.ts';
import { readCalendar } from './calendar.ts';
import { currentWebinarMessage } from './currentMessage.ts';
import { promoteWaiting } from './places.ts';
import { remindJob } from './remindJob.ts';

const test = testApp();

type Person = Awaited<ReturnType<typeof test.person>>;
const REWARD = 10_000;
const START = 10_000;

async function makeWebinar(
  fields: { capacity?: number | null; startsInHours?: number; active?: boolean } = {},
) {
  const id = randomUUID();
  const { capacity = null, startsInHours = 72, active = true } = fields;
  await test.app.db.query(insertWebinar, [id, capacity, startsInHours, active]);
  return id;
}

const register = ({ call }: Pick<Person, 'call'>, id: string, requestId: string = randomUUID()) =>
  call.webinars.register({ id, requestId });
const unregister = ({ call }: Person, id: string, requestId: string = randomUUID()) =>
  call.webinars.unregister({ id, requestId });
const coinsOf = async ({ call }: Person) => (await call.me.get()).balance.coins;
const stateOf = async ({ call }: Person, id: string) =>
  (await call.webinars.list()).items.find((one) => one.id === id)?.myState;
const spend = ({ userId }: Person, amount: number) =>
  test.app.db.transaction((tx) =>
    ledger.post(tx, {
      kind: 'admin_adjustment',
      actionId: randomUUID(),
      asset: 'coins',
      direction: 'take',
      amount,
      userId,
      botName: 'main',
      actor: 'admin:1',
    }),
  );

describe('webinars.register', () => {
  it('gives a place, the link, and 100 coins for the first time', async () => {
    const alice = await test.person();
    const id = await makeWebinar();
    const before = (await alice.call.webinars.list()).items.find((one) => one.id === id);
    expect(before).toMatchObject({ link: null, calendarUrl: null, myState: 'none', registered: 0 });
    const { webinar, rewarded } = await register(alice, id);
    expect(rewarded).toBe(REWARD);
    expect(webinar).toMatchObject({
      link: 'https://example.com/room',
      myState: 'registered',
      registered: 1,
    });
    expect((await register(alice, await makeWebinar())).rewarded).toBe(0);
    expect(await coinsOf(alice)).toBe(START + REWARD);
    const { xp, badges } = await alice.call.progress.get();
    // For the first of the two, and for the badge.
    expect(xp).toBe(100 + 30);
    expect(badges.find(({ code }) => code === 'student')?.earnedAt).not.toBeNull();
  });

  it('returns the first answer for the same request', async () => {
    const alice = await test.person();
    const [id, requestId] = [await makeWebinar(), randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => register(alice, id, requestId)),
    );
    expect(answers.map(({ rewarded }) => rewarded)).toEqual(Array(10).fill(REWARD));
    await expect(register(alice, await makeWebinar(), requestId)).rejects.toThrow(
      'IDEMPOTENCY_CONFLICT',
    );
    expect(await coinsOf(alice)).toBe(START + REWARD);
  });

  it('pays once to a person who registers everywhere at the same moment', async () => {
    const alice = await test.person();
    const ids = await Promise.all(Array.from({ length: 10 }, () => makeWebinar()));
    const results = await Promise.all(ids.map((id) => register(alice, id)));
    expect(results.filter(({ rewarded }) => rewarded > 0)).toHaveLength(1);
    expect(await coinsOf(alice)).toBe(START + REWARD);
  });

  it('registers no more people than there are places, and puts the rest on the waiting list', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => test.person()));
    const id = await makeWebinar({ capacity: 5 });
    const results = await Promise.all(people.map((person) => register(person, id)));
    const states = results.map(({ webinar }) => webinar.myState);
    expect(states.filter((state) => state === 'registered')).toHaveLength(5);
    expect(states.filter((state) => state === 'waiting')).toHaveLength(15);
    expect(results.filter(({ rewarded }) => rewarded > 0)).toHaveLength(5);
    expect(results.filter(({ webinar }) => webinar.link !== null)).toHaveLength(5);
  });

  it('refuses what is not there, has begun, or is switched off', async () => {
    const alice = await test.person();
    await expect(register(alice, randomUUID())).rejects.toThrow('NOT_FOUND');
    const off = await makeWebinar({ active: false });
    await expect(register(alice, off)).rejects.toThrow('NOT_FOUND');
    const begun = await makeWebinar({ startsInHours: -0.1 });
    await expect(register(alice, begun)).rejects.toThrow('WEBINAR_OVER');
    await expect(register({ call: test.nobody() }, begun)).rejects.toThrow('INIT_DATA_MISSING');
  });
});

describe('webinars.unregister', () => {
  it('claws the reward back; registering again brings it again, never twice', async () => {
    const alice = await test.person();
    const id = await makeWebinar();
    for (let round = 0; round < 3; round++) {
      expect((await register(alice, id)).rewarded).toBe(REWARD);
      expect(await coinsOf(alice)).toBe(START + REWARD);
      await Promise.all([unregister(alice, id), unregister(alice, id)]);
      expect(await coinsOf(alice)).toBe(START);
    }
    expect((await alice.call.progress.get()).xp).toBe(100 + 30);
  });

  it('pays the reward once when it is spent before cancelling', async () => {
    const alice = await test.person();
    const id = await makeWebinar();
    await register(alice, id);
    await spend(alice, START + REWARD - 3000);
    await unregister(alice, id);
    expect(await coinsOf(alice)).toBe(0);
    expect((await register(alice, id)).rewarded).toBe(3000);
    await spend(alice, 3000);
    await unregister(alice, id);
    expect((await register(alice, id)).rewarded).toBe(0);
  });

  it('moves the reward to another place of the person', async () => {
    const alice = await test.person();
    const [first, second] = [await makeWebinar(), await makeWebinar()];
    await register(alice, first);
    await register(alice, second);
    await unregister(alice, first);
    expect(await coinsOf(alice)).toBe(START + REWARD);
    await unregister(alice, second);
    expect(await coinsOf(alice)).toBe(START);
  });

  it('leaves nothing behind when everything is cancelled at the same moment', async () => {
    const alice = await test.person();
    const ids = await Promise.all(Array.from({ length: 6 }, () => makeWebinar()));
    await Promise.all(ids.map((id) => register(alice, id)));
    await Promise.all(ids.map((id) => unregister(alice, id)));
    expect(await coinsOf(alice)).toBe(START);
  });

  it('promotes the person who has waited longest, with the reward and a message', async () => {
    const [alice, bob, carol] = [await test.person(), await test.person(), await test.person()];
    const id = await makeWebinar({ capacity: 1 });
    await register(alice, id);
    await register(bob, id);
    await register(carol, id);
    await unregister(bob, id);
    expect(await stateOf(bob, id)).toBe('none');
    await register(bob, id);
    await unregister(alice, id);
    expect([await stateOf(carol, id), await stateOf(bob, id)]).toEqual(['registered', 'waiting']);
    expect(await coinsOf(carol)).toBe(START + REWARD);
    expect(await test.app.db.query(readMessages, ['webinar_place', id])).toMatchObject([
      { user_id: carol.userId },
    ]);
  });

  it('keeps every place taken when people register and cancel at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => test.person()));
    const ids = [await makeWebinar({ capacity: 3 }), await makeWebinar({ capacity: 3 })];
    await Promise.all(people.flatMap((person) => ids.map((id) => register(person, id))));
    await Promise.all(
      people.slice(0, 8).flatMap((person, n) => {
        const order = n % 2 ? ids : [...ids].reverse();
        return order.map((id) => unregister(person, id));
      }),
    );
    for (const id of ids) {
      const [row] = await test.app.db.query(countPlaces, [id]);
      expect(row).toEqual({ registered: 3, waiting: 1 });
    }
  });

  it('is refused once the webinar has begun', async () => {
    const alice = await test.person();
    const id = await makeWebinar();
    await register(alice, id);
    await test.app.db.query(begin, [id]);
    await expect(unregister(alice, id)).rejects.toThrow('WEBINAR_OVER');
  });
});

describe('more room', () => {
  it('promotes as many people as there are new places', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => test.person()));
    const id = await makeWebinar({ capacity: 1 });
    for (const person of people) {
      await register(person, id);
    }
    await test.app.db.transaction(async (tx) => {
      await tx.query(sql('update webinars set capacity = 3 where id = $1'), [id]);
      await promoteWaiting(test.app, tx, id);
    });
    const states = await Promise.all(people.map((person) => stateOf(person, id)));
    expect(states).toEqual(['registered', 'registered', 'registered', 'waiting', 'waiting']);
  });
});

describe('reminders', () => {
  const remind = () =>
    remindJob.run(test.app, {}, { signal: AbortSignal.timeout(10_000), attempt: 1 });
  const keysOf = async (id: string) =>
    (await test.app.db.query(readMessages, ['webinar_reminder', id])).map(({ hours }) => hours);

  it('come a day and an hour before, once each, to registered people', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const id = await makeWebinar({ capacity: 1 });
    await register(alice, id);
    await register(bob, id);
    await remind();
    expect(await keysOf(id)).toEqual([]);
    await test.app.db.query(bringNearer, [id, 50]);
    await Promise.all([remind(), remind()]);
    expect(await keysOf(id)).toEqual([24]);
    await test.app.db.query(bringNearer, [id, 21.5]);
    await remind();
    await remind();
    expect(await keysOf(id)).toEqual([24, 1]);
  });

  it('do not remind people who have just registered, nor those who have cancelled', async () => {
    const alice = await test.person();
    const soon = await makeWebinar({ startsInHours: 12 });
    await register(alice, soon);
    const cancelled = await makeWebinar();
    await register(alice, cancelled);
    await unregister(alice, cancelled);
    await test.app.db.query(bringNearer, [cancelled, 60]);
    await remind();
    expect([...(await keysOf(soon)), ...(await keysOf(cancelled))]).toEqual([]);
  });
});

describe('a message about a webinar that was moved while nothing was sent', () => {
  const remind = () =>
    remindJob.run(test.app, {}, { signal: AbortSignal.timeout(10_000), attempt: 1 });
  const currentOf = async (userId: number, id: string) => {
    const rows = await test.app.db.query(readPayloads, [`${id}:`]);
    return Promise.all(
      rows.map(({ payload }) =>
        currentWebinarMessage(test.app, userId, outboxMessage.parse(payload) as never),
      ),
    );
  };

  it('reminds once, of the new time, and tells the new time of a place', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const id = await makeWebinar({ capacity: 1 });
    await register(alice, id);
    await register(bob, id);
    await test.app.db.query(bringNearer, [id, 71.3]);
    await remind();
    await test.app.db.query(postpone, [id]);
    await test.app.db.query(bringNearer, [id, 0.5]);
    await remind();
    const [row] = (await alice.call.webinars.list()).items.filter((one) => one.id === id);
    const now = await currentOf(alice.userId, id);
    expect(now).toHaveLength(2);
    expect(now.filter((message) => message !== null)).toMatchObject([
      { kind: 'webinar_reminder', startsAt: row?.startsAt },
    ]);
    await unregister(alice, id);
    await test.app.db.query(postpone, [id]);
    const [moved] = (await bob.call.webinars.list()).items.filter((one) => one.id === id);
    expect((await currentOf(alice.userId, id)).filter((message) => message !== null)).toEqual([]);
    expect((await currentOf(bob.userId, id)).filter((message) => message !== null)).toMatchObject([
      { kind: 'webinar_place', startsAt: moved?.startsAt },
    ]);
  });
});

describe('times in the bot’s messages', () => {
  const message = {
    kind: 'webinar_reminder',
    title: 'Portraits',
    link: '',
    hours: 24,
    startsAt: '2026-07-01T15:00:00.000Z',
  } as const;

  it('are in the person’s zone in both languages, and an empty link is left out', () => {
    expect(composeMessage(message, 'ru', 'Asia/Yekaterinburg').text).toBe(
      'Вебинар «Portraits» начнётся 1 июля в 20:00 GMT+5.',
    );
    expect(composeMessage(message, 'en', 'America/New_York').text).toBe(
      'The webinar “Portraits” starts on 1 July at 11:00 GMT-4.',
    );
    expect(composeMessage(message, 'ru').text).toContain('18:00');
    expect(composeMessage(message, 'en', 'Mars/Olympus').text).toContain('15:00 UTC');
  });

  it('follow the zone of the device, which the app tells at each launch', async () => {
    const alice = await test.person();
    const zoneOf = async () => (await test.app.db.query(readZone, [alice.userId]))[0]?.time_zone;
    expect(await zoneOf()).toBeNull();
    await alice.call.me.launch({ timeZone: 'Asia/Tokyo' });
    expect(await zoneOf()).toBe('Asia/Tokyo');
    await alice.call.me.launch();
    expect(await zoneOf()).toBe('Asia/Tokyo');
  });
});

describe('the calendar file', () => {
  it('keeps its UID and has a higher SEQUENCE after a change, without what is empty', async () => {
    const alice = await test.person();
    const id = await makeWebinar();
    await register(alice, id);
    const file = async () =>
      (await readCalendar(test.app, { webinarId: id, userId: alice.userId })) ?? '';
    const sequence = (text: string) => Number(/^SEQUENCE:(\d+)\r$/m.exec(text)?.[1]);
    const before = await file();
    await test.app.db.query(postpone, [id]);
    const moved = await file();
    await test.app.db.query(sql("update webinars set link = ' ', description = '' where id = $1"), [
      id,
    ]);
    const bare = await file();
    for (const text of [before, moved, bare]) {
      expect(text).toContain(`UID:${id}@ai-coins`);
    }
    expect(sequence(moved)).toBeGreaterThan(sequence(before));
    expect(sequence(bare)).toBeGreaterThan(sequence(moved));
    expect(before).toMatch(/^URL:https:\/\/example.com\/room\r$/m);
    expect(bare).not.toMatch(/^(URL|LOCATION|DESCRIPTION):\s*$/m);
    expect(bare).not.toMatch(/^(URL|LOCATION):/m);
  });

  it('is given to people with a place, as long as they have it and their account is not paused', async () => {
    const [alice, admin] = [await test.person(), await test.admin()];
    const id = await makeWebinar();
    const { webinar } = await register(alice, id);
    const pause = (blocked: boolean) =>
      admin.call.admin.setBlocked({
        requestId: randomUUID(),
        userId: alice.userId,
        blocked,
        reason: 'a test',
      });
    const server = express().use(createExportRouter(test.app)).listen(0);
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    try {
      const link = new URL(webinar.calendarUrl ?? '', origin);
      const response = await fetch(link);
      expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(await response.text()).toContain(`UID:${id}@ai-coins`);
      await pause(true);
      expect((await fetch(link)).status).toBe(403);
      await pause(false);
      expect((await fetch(link)).status).toBe(200);
      await unregister(alice, id);
      expect((await fetch(link)).status).toBe(403);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

const insertWebinar = sql(`
  insert into webinars (id, title, description, starts_at, duration_minutes, link, capacity, active)
  values ($1, 'Portraits', 'Light and shadow', now() + $3::double precision * interval '1 hour', 60,
    'https://example.com/room', $2, $4)
`);
const begin = sql(`update webinars set starts_at = now() - interval '1 minute' where id = $1`);
/** Lets hours pass until a webinar: it and its registrations move into the past. */
const bringNearer = sql(`
  with moved as (
    update webinars set starts_at = starts_at - $2::double precision * interval '1 hour' where id = $1::uuid
    returning id
  )
  update webinar_registrations set updated_at = updated_at - $2 * interval '1 hour'
  where webinar_id in (select id from moved)
`);
/** An admin moves it by two hours. */
const postpone = sql(
  "update webinars set starts_at = starts_at + interval '2 hours' where id = $1",
);
const readPayloads = sql<{ payload: unknown }>(`
  select payload from outbox_messages where key like $1 || '%' order by id
`);
const readZone = sql<{ time_zone: string | null }>('select time_zone from users where id = $1');
const readMessages = sql<{ user_id: number; hours: number | null }>(`
  select user_id, (payload->>'hours')::integer as hours from outbox_messages
  where kind = $1 and key like $2 || ':%' order by id
`);
const countPlaces = sql<{ registered: number; waiting: number }>(`
  select count(*) filter (where state = 'registered') as registered,
    count(*) filter (where state = 'waiting') as waiting
  from webinar_registrations where webinar_id = $1
`);
