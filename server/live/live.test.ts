import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../shared/schemas/live.ts';
import type { AppRouter } from '../app/appRouter.ts';
import type { AppContext } from '../app/context.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { initDataOf, type TestPerson, testApp } from '../testing/testApp.ts';

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

/** Hears one person's events over real SSE, as the app does. */
function listen(person: TestPerson) {
  const heard: LiveEvent[] = [];
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${served.url}/trpc`,
        EventSource,
        eventSourceOptions: {
          fetch: (input, init) => {
            const headers = { ...init.headers, authorization: `tma ${initDataOf(person)}` };
            return fetch(input, { ...init, headers });
          },
        },
      }),
    ],
  });
  const subscription = client.live.events.subscribe(undefined, {
    onData: (event) => heard.push(event),
  });
  return { heard, stop: () => subscription.unsubscribe() };
}

describe('live.events', () => {
  it('reaches a person through another process, and nobody else', async () => {
    const alice = await test.person();
    const bob = await test.person();
    const ears = [listen(alice.telegram), listen(bob.telegram)] as const;
    await expect.poll(() => ears.map(({ heard }) => heard.length)).toEqual([1, 1]);
    expect(another.live.connections).toBe(2);
    await alice.call.me.chooseDirection({
      direction: 'personal',
      requestId: crypto.randomUUID(),
    });
    await expect
      .poll(() => ears[0].heard)
      .toEqual([
        { type: 'connected' },
        { type: 'reward', kind: 'direction_reward', amount: 5000 },
        { type: 'balance' },
      ]);
    expect(ears[1].heard).toEqual([{ type: 'connected' }]);
    for (const { stop } of ears) {
      stop();
    }
    await expect.poll(() => another.live.connections).toBe(0);
  });

  it('goes on after the database cut the listening connection', async () => {
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
});
