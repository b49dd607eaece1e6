/**
 * The product behind a transaction pooler: two processes, real requests, real events. Without PgBouncer on
 * this machine the same runs on the database itself; what would fail behind a pooler is then found by
 * checking what is sent.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort, ServerProcess } from '../../scripts/localStack.ts';
import type { LiveEvent } from '../../shared/schemas/live.ts';
import { startTelegramSimulator } from '../../simulators/telegram/index.ts';
import { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { checkPooling } from '../operator/checks/pooler.ts';
import { startPooler } from '../testing/pooler.ts';
import { initDataOf, TEST_BOT_TOKEN, testApp } from '../testing/testApp.ts';
import type { AppRouter } from './appRouter.ts';

const PATIENCE = { timeout: 60_000, interval: 50 };
const PEOPLE = 24;

const pooler = await startPooler(inject('adminUrl'));
const telegram = await startTelegramSimulator({
  bots: [{ name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' }],
});
/** Connected directly to the database; it audits at the end. */
const test = testApp();
const servers: ServerProcess[] = [];
let url = '';

beforeAll(async () => {
  const [webPort, workerPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${webPort}`;
  const common = {
    NODE_ENV: 'test',
    DATABASE_URL: pooler.urlOf(test.databaseUrl),
    DATABASE_DIRECT_URL: test.databaseUrl,
    DATABASE_POOL: '10',
    BOT_TOKEN: TEST_BOT_TOKEN,
    BOT_MODE: 'webhook',
    PUBLIC_URL: url,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: 'webhook-secret-of-the-pooler-test',
    STORAGE_DIR: join(tmpdir(), 'ai-coins-pooler-media', randomUUID()),
    LOG_LEVEL: 'error',
  };
  servers.push(
    new ServerProcess({ ...common, ROLES: 'web,bot', PORT: String(webPort) }, false),
    new ServerProcess({ ...common, ROLES: 'worker', PORT: String(workerPort) }, false),
  );
  await Promise.all(servers.map((server) => server.start()));
}, 120_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await telegram.close();
  await pooler.stop();
});

/** A person with the app open, whose every request and event goes over HTTP. */
function openApp() {
  const person = { id: randomInt(1_000_000, 2 ** 40), first_name: 'Alice' };
  telegram.world.createNewcomer({ id: person.id, key: String(person.id), stars: 10_000 });
  const headers = { authorization: `tma ${initDataOf(person)}` };
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: `${url}/trpc`,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) =>
              fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpLink({ url: `${url}/trpc`, headers }),
      }),
    ],
  });
  return { client, telegramId: person.id };
}

describe('behind a pooler of transactions', () => {
  it('a person launches, pays and creates, and hears of it from the other process', {
    timeout: 120_000,
  }, async () => {
    const { client, telegramId } = openApp();
    await client.me.launch.mutate();
    const heard: LiveEvent[] = [];
    const subscription = client.live.events.subscribe(undefined, {
      onData: (event) => heard.push(event),
    });
    await expect.poll(() => heard, PATIENCE).toContainEqual({ type: 'connected' });

    const before = (await client.me.get.query()).balance.coins;
    const order = await client.payments.create.mutate({
      requestId: randomUUID(),
      provider: 'stars',
      item: { type: 'pack', code: 'coins-50' },
    });
    await telegram.stars.pay(order.payUrl ?? '', telegramId);
    await expect
      .poll(() => heard, PATIENCE)
      .toContainEqual(expect.objectContaining({ type: 'payment', status: 'succeeded' }));
    expect((await client.me.get.query()).balance.coins).toBe(before + 5000);

    const { id } = await client.generation.create.mutate(pictureOrder());
    await expect
      .poll(() => heard, PATIENCE)
      .toContainEqual(expect.objectContaining({ type: 'generation', id, status: 'succeeded' }));
    expect((await client.gallery.list.query({})).items).toHaveLength(1);
    subscription.unsubscribe();
  });

  it('many people share fewer connections, and each gets their own answers', async () => {
    const people = Array.from({ length: PEOPLE }, openApp);
    const named = await Promise.all(
      people.map(async ({ client, telegramId }) => {
        const { me } = await client.me.launch.mutate();
        const [again, wallet] = await Promise.all([
          client.me.get.query(),
          client.wallet.get.query(),
        ]);
        expect(wallet).toBeDefined();
        return [telegramId, me.id, again.id] as const;
      }),
    );
    expect(named.every(([, first, second]) => first === second)).toBe(true);
    expect(new Set(named.map(([, id]) => id)).size).toBe(PEOPLE);
  });

  it('a transaction has the limits of its pool, and leaves none behind', async () => {
    const db = new Database({
      url: pooler.urlOf(test.databaseUrl),
      directUrl: test.databaseUrl,
      poolSize: 1,
      statementTimeoutMs: 300,
    });
    const sleepLong = sql("select pg_sleep(5) as slept, 'pooler' as who");
    await expect(db.transaction((tx) => tx.query(sleepLong))).rejects.toMatchObject({
      code: '57014',
    });
    const limit = sql<{ limit: string }>(
      `select current_setting('statement_timeout') as limit, $1::int`,
    );
    expect(await db.query(limit, [1])).toMatchObject([{ limit: '0' }]);
    expect(await db.transaction((tx) => tx.query(limit, [1]))).toMatchObject([{ limit: '300ms' }]);
    await db.close();
  });

  it('nothing that was sent leaves session state', () => {
    expect(pooler.watch.messages).toBeGreaterThan(200);
    expect([...pooler.watch.found]).toEqual([]);
  });

  it('the doctor recognises which URL leads where', async () => {
    const pooled = pooler.urlOf(test.databaseUrl);
    const problems = async (...addresses: [string, string | null]) =>
      (await checkPooling(...addresses)).filter(({ state }) => state === 'problem');
    expect(await problems(pooled, test.databaseUrl)).toEqual([]);
    expect(await problems(test.databaseUrl, null)).toEqual([]);
    expect(await problems(pooled, inject('adminUrl'))).toMatchObject([
      { text: expect.stringContaining('another database') },
    ]);
    if (pooler.isPgBouncer) {
      expect(await problems(pooled, null)).toMatchObject([
        { text: expect.stringContaining('DATABASE_DIRECT_URL is empty') },
      ]);
      expect(await problems(pooled, pooled)).toMatchObject([
        { text: expect.stringContaining('leads through a pooler, too') },
      ]);
    }
  });

  it.runIf(pooler.isPgBouncer)('the doctor recognises a pooler that others are using', async () => {
    const pooled = pooler.urlOf(test.databaseUrl);
    const address = { url: pooled, directUrl: test.databaseUrl };
    const others = Array.from({ length: 4 }, () => new Database({ ...address, poolSize: 1 }));
    const busy = new AbortController();
    const work = others.map(async (db) => {
      while (!busy.signal.aborted) {
        await db.query(sql('select $1::int as n'), [1]);
      }
      await db.close();
    });
    for (let time = 0; time < 20; time++) {
      expect(await checkPooling(pooled, null)).toHaveLength(1);
    }
    busy.abort();
    await Promise.all(work);
  });
});
