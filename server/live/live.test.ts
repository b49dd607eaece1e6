import { setImmediate } from 'node:timers/promises';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../shared/schemas/live.ts';
import type { AppRouter } from '../app/appRouter.ts';
import type { AppContext } from '../app/context.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { initDataOf, type TestPerson, testApp } from '../testing/testApp.ts';
import { LiveHub, MAX_STREAMS_PER_PERSON } from './hub.ts';
import { LiveStream } from './stream.ts';

const PATIENCE = { timeout: 20_000 };

const test = testApp({ env: { PORT: '0' } });
let another: AppContext;
let served: { url: string; stop(): Promise<void> };

beforeAll(async () => {
  another = await test.openAnother();
  served = await serveHttp(another);
});
afterAll(async () => {
  await served.stop();
  await another.close();
});

/** Receives one person's events over real SSE, as the app does. */
function listen(person: TestPerson, authDate = new Date()) {
  const heard: LiveEvent[] = [];
  const ends: string[] = [];
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${served.url}/trpc`,
        EventSource,
        eventSourceOptions: {
          fetch: (input, init) => {
            const headers = {
              ...init.headers,
              authorization: `tma ${initDataOf(person, { authDate })}`,
            };
            return fetch(input, { ...init, headers });
          },
        },
      }),
    ],
  });
  const subscription = client.live.events.subscribe(undefined, {
    onData: (event) => heard.push(event),
    onError: ({ message }) => ends.push(message),
    onComplete: () => ends.push('complete'),
  });
  return { heard, ends, stop: () => subscription.unsubscribe() };
}

describe('live.events', () => {
  it('reaches a person through another process, and nobody else', async () => {
    const alice = await test.person();
    const bob = await test.person();
    const listeners = [listen(alice.telegram), listen(bob.telegram)] as const;
    await expect.poll(() => listeners.map(({ heard }) => heard.length)).toEqual([1, 1]);
    expect(another.live.connections).toBe(2);
    await alice.call.me.chooseDirection({
      direction: 'personal',
      requestId: crypto.randomUUID(),
    });
    await expect
      .poll(() => listeners[0].heard)
      .toEqual([
        { type: 'connected' },
        { type: 'reward', kind: 'direction_reward', amount: 5000 },
        { type: 'balance' },
      ]);
    expect(listeners[1].heard).toEqual([{ type: 'connected' }]);
    for (const { stop } of listeners) {
      stop();
    }
    await expect.poll(() => another.live.connections).toBe(0);
  });

  it('continues after the database has cut the listening connection', async () => {
    const alice = await test.person();
    const { heard, stop } = listen(alice.telegram);
    await expect.poll(() => heard.length).toBe(1);
    await test.app.db.sequelize.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'ai-coins listen' and datname = current_database()`,
    );
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(2);
    test.app.live.publishNow(alice.userId, { type: 'balance' });
    await expect.poll(() => heard.at(-1)).toEqual({ type: 'balance' });
    stop();
  });

  it('ends the oldest stream of a person who opens more than a handful, and no other', async () => {
    const [eve, alice] = [await test.person(), await test.person()];
    const other = listen(alice.telegram);
    await expect.poll(() => other.heard.length).toBe(1);
    const streams: ReturnType<typeof listen>[] = [];
    for (let n = 0; n < MAX_STREAMS_PER_PERSON + 3; n++) {
      const stream = listen(eve.telegram);
      streams.push(stream);
      await expect.poll(() => stream.heard.length, PATIENCE).toBe(1);
    }
    expect(another.live.connections).toBe(MAX_STREAMS_PER_PERSON + 1);
    test.app.live.publishNow(eve.userId, { type: 'balance' });
    test.app.live.publishNow(alice.userId, { type: 'balance' });
    const balances = () => streams.map(({ heard }) => heard.length - 1);
    await expect.poll(balances, PATIENCE).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
    await expect.poll(() => other.heard.length).toBe(2);
    await expect
      .poll(() => streams.slice(0, 3).map(({ ends }) => ends))
      .toEqual(Array.from({ length: 3 }, () => ['complete']));
    for (const { stop } of [...streams, other]) {
      stop();
    }
    await expect.poll(() => another.live.connections, PATIENCE).toBe(0);
  });

  it('refuses more streams than a process can hold', async () => {
    const hub = new LiveHub(test.app.notifications, 2);
    const stop = new AbortController();
    const streams = [1, 2, 3].map((userId) => hub.subscribe(userId, stop.signal));
    expect((await streams[0]?.next())?.value).toEqual({ type: 'connected' });
    await streams[1]?.next();
    await expect(streams[2]?.next()).rejects.toMatchObject({ code: 'OVERLOADED' });
    await streams[0]?.return(undefined);
    const later = hub.subscribe(3, stop.signal);
    expect((await later.next()).value).toEqual({ type: 'connected' });
    stop.abort();
    expect((await later.next()).done).toBe(true);
    await streams[1]?.next();
    expect(hub.connections).toBe(0);
  });

  it('ends without a further event when the account is paused', async () => {
    const [eve, admin] = [await test.person(), await test.admin()];
    const { heard, ends, stop } = listen(eve.telegram);
    await expect.poll(() => heard.length).toBe(1);
    await admin.call.admin.setBlocked({
      requestId: crypto.randomUUID(),
      userId: eve.userId,
      blocked: true,
      reason: 'a test',
    });
    test.app.live.publishNow(eve.userId, { type: 'balance' });
    await expect.poll(() => ends, PATIENCE).toEqual(['ACCOUNT_PAUSED']);
    expect(heard).toEqual([{ type: 'connected' }]);
    await expect.poll(() => another.live.connections).toBe(0);
    stop();
  });

  it('ends when the init data have expired, without any event', async () => {
    const eve = await test.person();
    const { initDataMaxAgeS } = test.app.config.telegram;
    const almostOver = new Date(Date.now() - initDataMaxAgeS * 1000 + 6000);
    const { heard, ends, stop } = listen(eve.telegram, almostOver);
    await expect.poll(() => heard.length, PATIENCE).toBe(1);
    await expect.poll(() => ends, PATIENCE).toEqual(['INIT_DATA_EXPIRED']);
    expect(heard).toEqual([{ type: 'connected' }]);
    stop();
  });
});

describe('a slow reader', () => {
  it('is reset instead of letting events pile up', async () => {
    const stream = new LiveStream();
    for (let n = 0; n < 10_000; n++) {
      stream.push({ type: 'balance' });
    }
    const events: LiveEvent[] = [];
    const reading = (async () => {
      for await (const event of stream.events()) {
        events.push(event);
      }
    })();
    await setImmediate();
    stream.end();
    await reading;
    expect(events[0]).toEqual({ type: 'connected' });
    expect(events.length).toBeLessThanOrEqual(200);
  });
});
