/**
 * Two bots on one database, through the interfaces of people and bots: HTTP with signed init data, and the
 * REST API.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../shared/schemas/live.ts';
import type { AppRouter } from '../../app/appRouter.ts';
import type { AppContext } from '../../app/context.ts';
import { serveHttp } from '../../testing/httpServer.ts';
import { initDataOf, TEST_BOT_TOKEN, type TestPerson, testApp } from '../../testing/testApp.ts';
import { makeKey, readDocument } from './testing.ts';

const PATIENCE = { timeout: 20_000 };
const tokens = { main: TEST_BOT_TOKEN, quiz: '100000002:test-token-of-the-quiz-bot' };
type BotName = keyof typeof tokens;

const test = testApp({
  env: { PORT: '0', BOT_TOKEN: '', BOTS: `main=${tokens.main} quiz=${tokens.quiz}` },
});
/** Two processes; people's and bots' calls go to different ones. */
const apps: AppContext[] = [];
let servers: Record<BotName, Awaited<ReturnType<typeof serveHttp>>>;

beforeAll(async () => {
  apps.push(await test.openAnother(), await test.openAnother());
  const served = [];
  for (const app of apps) {
    for (const bot of app.bots.all()) {
      bot.username = `${bot.name}_bot`;
    }
    served.push(await serveHttp(app));
  }
  const [main, quiz] = served as [typeof servers.main, typeof servers.quiz];
  servers = { main, quiz };
});
afterAll(async () => {
  await Promise.all(Object.values(servers).map(({ stop }) => stop()));
  await Promise.all(apps.map((app) => app.close()));
});

const newcomer = (): TestPerson => ({ id: randomInt(1_000_000, 2 ** 40), first_name: 'Anna' });

/** The app as a person has it open in a bot. `signedBy`: whose init data it sends. */
function open(
  person: TestPerson,
  bot: BotName,
  { signedBy = bot, startParam = '' }: { signedBy?: BotName; startParam?: string } = {},
) {
  const url = `${servers[bot].url}/trpc`;
  const raw = initDataOf(person, { token: tokens[signedBy], startParam });
  const headers = { authorization: `tma ${raw}`, 'x-bot': bot };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) =>
              fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpLink({ url, headers }),
      }),
    ],
  });
}

/** A bot that calls the REST API with a key of its own. */
async function apiOf(bot: BotName) {
  const { key } = await makeKey(test.app, bot);
  const client = (await readDocument(servers[bot].url)).clientFor(key);
  return (operation: string, telegramId: number, body?: unknown) =>
    client(operation, { params: { telegramId }, ...(body === undefined ? {} : { body }) });
}

describe('twenty first launches of a newcomer by a link, through two bots at once', () => {
  it('create one user, one start reward and one referral', async () => {
    const inviter = newcomer();
    await open(inviter, 'main').me.launch.mutate();
    const { code } = await open(inviter, 'main').referrals.get.query();
    const guest = newcomer();
    const launches = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        open(guest, i % 2 ? 'quiz' : 'main', { startParam: `r_${code}` }).me.launch.mutate(),
      ),
    );
    expect(new Set(launches.map(({ me }) => me.id)).size).toBe(1);
    expect(launches.filter(({ isNew }) => isNew)).toHaveLength(1);
    const userId = launches[0]?.me.id as number;
    const { items } = await open(guest, 'main').wallet.history.query({ limit: 50, filter: 'all' });
    expect(items.filter(({ kind }) => kind === 'launch_reward')).toHaveLength(1);
    expect(new Set(items.map(({ kind }) => kind)).size).toBe(items.length);
    expect(launches.flatMap(({ granted }) => granted)).toHaveLength(2);
    expect(await open(inviter, 'quiz').referrals.get.query()).toMatchObject({ invited: 1 });
    for (const bot of ['main', 'quiz'] as const) {
      const { me, isNew } = await open(guest, bot).me.launch.mutate();
      expect({ id: me.id, isNew }).toEqual({ id: userId, isNew: false });
    }
  });
});

describe('two bots', () => {
  it('share what a person earns, but neither sessions nor signatures', async () => {
    const anna = newcomer();
    const spin = await apiOf('main');
    const quiz = await apiOf('quiz');
    for (const api of [spin, quiz]) {
      expect((await api('putUser', anna.id, { firstName: 'Anna' })).status).toBe(200);
    }
    const inMain = open(anna, 'main');
    const inQuiz = open(anna, 'quiz');
    await inMain.me.launch.mutate();
    await inQuiz.me.launch.mutate();

    // Earned through one bot, delivered at once to the app that is open in the other.
    const heard: LiveEvent[] = [];
    const stream = inQuiz.live.events.subscribe(undefined, {
      onData: (event) => heard.push(event),
    });
    await expect.poll(() => heard, PATIENCE).toEqual([{ type: 'connected' }]);
    expect((await spin('addXp', anna.id, { amount: 400 })).body.leveledUp).toBe(true);
    expect((await spin('awardBadge', anna.id, { badge: 'pioneer' })).body.awarded).toBe(true);
    await spin('recordTraining', anna.id, { totalScore: 140, maxScore: 185 });
    await expect
      .poll(() => new Set(heard.map(({ type }) => type)), PATIENCE)
      .toEqual(new Set(['connected', 'level', 'reward', 'badge', 'training', 'balance']));
    expect(heard).toContainEqual(expect.objectContaining({ type: 'badge', code: 'pioneer' }));
    stream.unsubscribe();

    const admin = await test.admin();
    const values = {
      kind: 'plan_days',
      value: 7,
      maxUses: null,
      perUser: 1,
      startsAt: null,
      endsAt: null,
      firstTopupOnly: false,
      adminsOnly: false,
      active: true,
    };
    const made = { requestId: randomUUID(), prefix: 'TWO', count: 1, values };
    const [code = ''] = (await admin.call.admin.createPromoCodes(made)).codes;
    expect((await spin('redeemPromo', anna.id, { code })).body).toMatchObject({
      kind: 'plan_days',
    });
    expect(await quiz('redeemPromo', anna.id, { code })).toMatchObject({
      status: 409,
      body: { code: 'PROMO_ALREADY_USED' },
    });
    await expect(inQuiz.promo.redeem.mutate({ code, requestId: randomUUID() })).rejects.toThrow(
      'PROMO_ALREADY_USED',
    );

    const profiles = [
      (await spin('getProfile', anna.id)).body,
      (await quiz('getProfile', anna.id)).body,
    ];
    expect(profiles[0]).toEqual(profiles[1]);
    const { level, plan, badges, totals } = profiles[0];
    expect(plan).not.toBeNull();
    expect(level.level).toBeGreaterThan(1);
    expect(totals).toEqual({ trainings: 1, totalScore: 140, bestScore: 140 });
    expect(badges).toContainEqual(
      expect.objectContaining({ code: 'pioneer', earnedInBot: 'main' }),
    );
    for (const api of [spin, quiz]) {
      expect((await api('getAccess', anna.id)).body).toMatchObject({ allowed: true, by: 'plan' });
    }
    for (const client of [inMain, inQuiz]) {
      const me = await client.me.get.query();
      expect(me.level.level).toBe(level.level);
      expect(me.plan).toMatchObject(plan);
      const seen = (await client.progress.get.query()).badges;
      expect(seen.find((one) => one.code === 'pioneer')).toMatchObject({ earnedInBot: 'main' });
      const trainings = await client.progress.trainings.query({ limit: 10 });
      expect(trainings.items).toMatchObject([{ score: 140, maxScore: 185, botName: 'main' }]);
    }

    // Sessions of two bots with one person.
    await spin('putSession', anna.id, { session: { secret: 'of main' } });
    await quiz('putSession', anna.id, { session: { question: 3 } });
    expect((await spin('getSession', anna.id)).body.session).toEqual({ secret: 'of main' });
    expect((await quiz('getSession', anna.id)).body.session).toEqual({ question: 3 });
    const stranger = newcomer();
    await spin('putUser', stranger.id, { firstName: 'Bob' });
    await spin('putSession', stranger.id, { session: { secret: 'of main' } });
    const refused = await quiz('getSession', stranger.id);
    expect(refused).toMatchObject({ status: 404, body: { code: 'PERSON_UNKNOWN' } });

    // Signed by one bot, sent to the other.
    for (const [bot, signedBy] of [
      ['main', 'quiz'],
      ['quiz', 'main'],
    ] as const) {
      const foreign = open(anna, bot, { signedBy });
      await expect(foreign.me.launch.mutate()).rejects.toThrow('INIT_DATA_INVALID');
      await expect(foreign.me.get.query()).rejects.toThrow('INIT_DATA_INVALID');
    }
  });
});
