import { randomInt, randomUUID } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_SESSION_BYTES } from '../../../shared/schemas/botsApi.ts';
import * as ledger from '../../ledger/index.ts';
import { serveHttp } from '../../testing/httpServer.ts';
import { initDataOf, TEST_BOT_TOKEN, testApp } from '../../testing/testApp.ts';
import { runKeyCommand } from './keyCommand.ts';
import { authenticate, listKeys, revokeKey } from './keys.ts';
import { BotCall } from './models.ts';
import { type Answered, type Asked, makeKey, readDocument } from './testing.ts';

const QUIZ_TOKEN = '100000002:test-token-of-the-quiz-bot';
const test = testApp({
  env: { PORT: '0', BOT_TOKEN: '', BOTS: `main=${TEST_BOT_TOKEN} quiz=${QUIZ_TOKEN}` },
});
type Client = (operationId: string, asked?: Asked) => Promise<Answered>;

let served: { url: string; stop(): Promise<void> };
let api: Awaited<ReturnType<typeof readDocument>>;
let spin: Client;
let quiz: Client;
let quizKey: string;
let trusted: Client;

beforeAll(async () => {
  for (const bot of test.app.bots.all()) {
    bot.username = `${bot.name}_bot`;
  }
  served = await serveHttp(test.app);
  api = await readDocument(served.url);
  spin = api.clientFor((await makeKey(test.app, 'spin_bot')).key);
  quizKey = (await makeKey(test.app, 'quiz')).key;
  quiz = api.clientFor(quizKey);
  trusted = api.clientFor((await makeKey(test.app, 'academy_bot', true)).key);
});
afterAll(() => served.stop());

const newTelegramId = () => randomInt(1_000_000, 2 ** 40);
const of = (telegramId: number, asked: Asked = {}): Asked => ({ params: { telegramId }, ...asked });
/** A person who has written to these bots. */
async function met(...bots: Client[]): Promise<number> {
  const telegramId = newTelegramId();
  for (const bot of bots) {
    expect(await bot('putUser', of(telegramId, { body: { firstName: 'Anna' } }))).toMatchObject({
      status: 200,
    });
  }
  return telegramId;
}

describe('the OpenAPI document', () => {
  it('passes a public validator and is open to everybody, with a page to read it', async () => {
    const result = await new Validator().validate({ ...structuredClone(api.document) });
    expect(result).toMatchObject({ valid: true });
    const page = await fetch(`${served.url}/api/v1/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script>|https?:\/\//);
    const scripts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    expect(scripts).toHaveLength(4);
    for (const path of scripts) {
      expect((await fetch(`${served.url}${path}`)).status).toBe(200);
    }
  });
});

describe('two bots and the app', () => {
  it('share XP, level, badges, promo codes and plan, and keep their sessions apart', async () => {
    const telegramId = newTelegramId();
    const created = await spin('putUser', of(telegramId, { body: { firstName: 'Анна' } }));
    expect(created.body).toMatchObject({
      created: true,
      user: { telegramId, firstName: 'Анна', totalXp: 0, level: 1 },
      session: {},
      stats: {},
      version: 1,
    });
    expect((await quiz('putUser', of(telegramId, { body: {} }))).body).toMatchObject({
      created: false,
      user: { firstName: 'Анна' },
    });
    const session = { question_count: 5, chat_state: 'in_progress' };
    await spin('putSession', of(telegramId, { body: { session, version: 1 } }));
    await quiz('putSession', of(telegramId, { body: { session: { current_question: 3 } } }));
    expect((await spin('getSession', of(telegramId))).body).toMatchObject({ session, version: 2 });

    expect((await spin('addXp', of(telegramId, { body: { amount: 150 } }))).body).toEqual({
      leveledUp: true,
      oldLevel: 1,
      newLevel: 2,
      totalXp: 150,
    });
    await quiz('addXp', of(telegramId, { body: { amount: 150 } }));
    const badge = {
      name: { ru: 'Мастер СПИН', en: 'SPIN master' },
      description: { ru: '185 баллов', en: '185 points' },
    };
    const defined = await spin('putBadge', { params: { code: 'spin_master' }, body: badge });
    expect(defined.body).toMatchObject({ code: 'spin_master', definedBy: 'spin_bot', xp: 0 });
    const award = of(telegramId, { body: { badge: 'spin_master', metadata: { score: 185 } } });
    expect((await spin('awardBadge', award)).body).toMatchObject({ awarded: true });
    expect((await quiz('awardBadge', award)).body).toMatchObject({ awarded: false });
    const badges = (await quiz('listBadges')).body.items;
    expect(badges).toContainEqual(
      expect.objectContaining({ code: 'spin_master', definedBy: 'spin_bot' }),
    );
    expect(await quiz('putBadge', { params: { code: 'spin_master' }, body: badge })).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT' },
    });

    const promo = of(telegramId, { body: { code: 'welcome2024' } });
    expect((await spin('redeemPromo', promo)).body).toMatchObject({ kind: 'bonus_coins' });
    expect(await quiz('redeemPromo', promo)).toMatchObject({
      status: 409,
      body: { code: 'PROMO_ALREADY_USED' },
    });

    const profile = (await quiz('getProfile', of(telegramId))).body;
    expect(profile).toMatchObject({
      user: { totalXp: 300, level: 3 },
      badges: [{ code: 'spin_master', earnedInBot: 'spin_bot', metadata: { score: 185 } }],
      plan: null,
      totals: { trainings: 0 },
    });

    // The same person opens the app in either bot: each accepts only its own bot's signature.
    const person = { id: telegramId, first_name: 'Анна' };
    const raw = initDataOf(person, { token: QUIZ_TOKEN });
    await expect(test.callWith(`tma ${raw}`, 'main').me.launch()).rejects.toThrow(
      'INIT_DATA_INVALID',
    );
    const call = test.callWith(`tma ${raw}`, 'quiz');
    expect((await call.me.launch()).me.level).toMatchObject({ level: 3, xp: expect.any(Number) });
    const seen = (await call.progress.get()).badges.find(({ code }) => code === 'spin_master');
    expect(seen).toMatchObject({ name: badge.name, earnedInBot: 'spin_bot' });
    await expect(
      call.promo.redeem({ code: 'WELCOME2024', requestId: randomUUID() }),
    ).rejects.toThrow('PROMO_ALREADY_USED');
  });

  it('show a training in the app with its own maximum, newest first', async () => {
    const telegramId = await met(spin, quiz);
    const body = {
      reference: 'case-7',
      title: 'Холодный звонок',
      totalScore: 140,
      maxScore: 185,
      clarityLevel: 75,
      questionCount: 12,
      perTypeCounts: { situation: 2, problem: 3 },
      caseData: { client: 'TechCorp', product: 'CRM' },
      sessionSnapshot: { last_client_response: 'Мы работаем с 5 поставщиками...' },
      date: '2025-01-15T10:00:00+03:00',
    };
    const first = await spin('recordTraining', of(telegramId, { body }));
    expect(first.body).toMatchObject({ recorded: true });
    expect((await spin('recordTraining', of(telegramId, { body }))).body).toEqual({
      id: first.body.id,
      recorded: false,
    });
    await spin('recordTraining', of(telegramId, { body: { totalScore: 100, maxScore: 185 } }));
    await quiz('recordTraining', of(telegramId, { body: { totalScore: 7, maxScore: 10 } }));
    const own = (await spin('listTrainings', of(telegramId, { query: { limit: '1' } }))).body;
    expect(own.items).toMatchObject([{ totalScore: 100 }]);
    const rest = of(telegramId, { query: { cursor: own.nextCursor } });
    expect((await spin('listTrainings', rest)).body).toMatchObject({
      items: [{ ...body, date: '2025-01-15T07:00:00.000Z' }],
      nextCursor: null,
    });
    expect((await quiz('getProfile', of(telegramId))).body.totals).toEqual({
      trainings: 3,
      totalScore: 247,
      bestScore: 140,
    });
    const call = test.as({ id: telegramId, first_name: 'Anna' });
    await call.me.launch();
    const { items } = await call.progress.trainings({ limit: 10 });
    expect(items.map(({ score, maxScore }) => [score, maxScore])).toEqual([
      [7, 10],
      [100, 185],
      [140, 185],
    ]);
  });

  it('create one user when twenty first launches through a link arrive at once', async () => {
    const inviter = await test.person();
    const { code } = await inviter.call.referrals.get();
    const newcomer = { id: newTelegramId(), first_name: 'Newcomer' };
    const launches = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const bot = i % 2 ? 'quiz' : 'main';
        const token = i % 2 ? QUIZ_TOKEN : TEST_BOT_TOKEN;
        const raw = initDataOf(newcomer, { startParam: `r_${code}`, token });
        return test.callWith(`tma ${raw}`, bot).me.launch();
      }),
    );
    expect(new Set(launches.map(({ me }) => me.id)).size).toBe(1);
    expect(launches.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(launches.flatMap(({ granted }) => granted)).toHaveLength(2);
    expect(launches.at(-1)?.me.balance).toMatchObject({ coins: 10_000, freeOperations: 4 });
    expect(await inviter.call.referrals.get()).toMatchObject({ invited: 1 });
    for (const bot of [quiz, trusted]) {
      expect((await bot('getProfile', of(newcomer.id))).status).toBe(200);
    }
  });
});

describe('keys', () => {
  it('access the sessions of their own bot and the people whom it has met', async () => {
    const telegramId = await met(spin);
    await spin('putSession', of(telegramId, { body: { session: { secret: 1 } } }));
    const personal = api.operations.filter(
      ({ path, operationId }) => path.includes('{telegramId}') && operationId !== 'putUser',
    );
    expect(personal.length).toBeGreaterThan(10);
    const bodies: Record<string, unknown> = {
      putSession: { session: {} },
      addXp: { amount: 1 },
      awardBadge: { badge: 'pioneer' },
      recordTraining: { totalScore: 1 },
      grantFreeTrainings: { count: 1, source: 'ADMIN' },
      redeemPromo: { code: 'WELCOME2025' },
      useAccess: {},
    };
    for (const { operationId } of personal) {
      for (const somebody of [telegramId, newTelegramId()]) {
        const answer = await quiz(operationId, of(somebody, { body: bodies[operationId] }));
        expect(answer, operationId).toMatchObject({
          status: 404,
          body: { code: 'PERSON_UNKNOWN', status: 404, requestId: expect.any(String) },
        });
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    }
    expect((await trusted('getProfile', of(telegramId))).status).toBe(200);
    expect(await trusted('getSession', of(telegramId))).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    // Met now, by a call of the bot; its session is its own all the same.
    const opened = await quiz('getSession', of(telegramId, { query: { create: 'true' } }));
    expect(opened.body).toMatchObject({ session: {}, version: 1 });
  });

  it('are refused when they are unknown, missing or revoked', async () => {
    const { key, id } = await makeKey(test.app, 'short_bot');
    const short = api.clientFor(key);
    expect((await short('listBadges')).status).toBe(200);
    await test.app.db.transaction((tx) => revokeKey(tx, id));
    for (const client of [short, api.clientFor(null), api.clientFor(`aic_${'x'.repeat(43)}`)]) {
      const answer = await client('listBadges');
      expect(answer).toMatchObject({ status: 401, body: { code: 'BOT_UNKNOWN' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('can be two at once, so that a bot can rotate them', async () => {
    const [first, second] = [
      await makeKey(test.app, 'turning_bot'),
      await makeKey(test.app, 'turning_bot'),
    ];
    await expect(makeKey(test.app, 'turning_bot')).rejects.toMatchObject({ code: 'CONFLICT' });
    for (const { key } of [first, second]) {
      expect((await api.clientFor(key)('listBadges')).status).toBe(200);
    }
    await test.app.db.transaction((tx) => revokeKey(tx, first.id));
    await makeKey(test.app, 'turning_bot');
    expect((await api.clientFor(second.key)('listBadges')).status).toBe(200);
  });

  it('end with their bot, which is identified by its Telegram id', async () => {
    const { key, id } = await makeKey(test.app, 'quiz');
    const given = `Bearer ${key}`;
    const renamed = await test.openAnother({
      env: { BOTS: `main=${TEST_BOT_TOKEN} trivia=${QUIZ_TOKEN}` },
    });
    expect(await authenticate(renamed, given)).toMatchObject({ name: 'trivia' });
    await renamed.close();
    const removed = await test.openAnother({ env: { BOTS: `main=${TEST_BOT_TOKEN}` } });
    await expect(authenticate(removed, given)).rejects.toMatchObject({ code: 'BOT_UNKNOWN' });
    await removed.close();
    await (await test.openAnother()).close();
    expect(await authenticate(test.app, given)).toMatchObject({ name: 'quiz' });
    await test.app.db.transaction((tx) => revokeKey(tx, id));
  });

  it('are created and revoked by admins, shown once, and recorded without the key', async () => {
    const admin = await test.admin();
    const request = { requestId: randomUUID(), botName: 'admin_bot', reason: 'a new bot' };
    const made = await admin.call.admin.createBotKey(request);
    expect(made).toMatchObject({ botName: 'admin_bot', trusted: false, revokedAt: null });
    const client = api.clientFor(made.key);
    expect((await client('listBadges')).status).toBe(200);
    const again = await admin.call.admin.createBotKey(request);
    expect(again).toEqual({ ...made, key: null });
    const listed = await admin.call.admin.botKeys();
    expect(listed.keys).toContainEqual(
      expect.objectContaining({ id: made.id, hint: made.hint, lastUsedAt: expect.any(String) }),
    );
    const revoke = { requestId: randomUUID(), id: made.id, reason: 'lost' };
    expect((await admin.call.admin.revokeBotKey(revoke)).revokedAt).not.toBeNull();
    expect((await client('listBadges')).status).toBe(401);
    const { items } = await admin.call.admin.actions({ limit: 2 });
    expect(items.map(({ action }) => action)).toEqual(['bot_key.revoke', 'bot_key.create']);
    expect(JSON.stringify(items)).not.toContain(made.key);
    const alice = await test.person();
    await expect(alice.call.admin.botKeys()).rejects.toThrow('FORBIDDEN');
  });

  it('are made, listed and revoked from the command line', async () => {
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      const isDone = await runKeyCommand(test.app.db, args, (line) => lines.push(line));
      return { isDone, text: lines.join('\n') };
    };
    const made = await run('cli_bot', '--trusted');
    const [key = ''] = made.text.match(/aic_\S+/) ?? [];
    expect((await api.clientFor(key)('listBadges')).status).toBe(200);
    const listed = await run('cli_bot', '--list');
    expect(listed.text).toContain('trusted');
    expect(listed.text).not.toContain(key);
    const [, id] = /^key (\d+)/.exec(listed.text) ?? [];
    expect(await run('spin_bot', `--revoke=${id}`)).toMatchObject({ isDone: false });
    expect(await run('cli_bot', `--revoke=${id}`)).toMatchObject({ isDone: true });
    expect((await api.clientFor(key)('listBadges')).status).toBe(401);
    expect((await run('not a name')).isDone).toBe(false);
    expect((await run('cli_bot', '--revoke=one')).text).toBe('cli_bot has no valid key one.');
    for (const wrong of ['--revoke', '--nonsense']) {
      const refused = await run('cli_bot', wrong);
      expect(refused.isDone).toBe(false);
      expect(refused.text).toContain(wrong);
      expect(refused.text).toContain('--revoke=<n>  ends key');
    }
  });

  it('share one rate limit, and are told how many calls are left', async () => {
    const narrow = await test.openAnother({ overrides: { rateLimitFactor: 3 / 3000 } });
    const { url, stop } = await serveHttp(narrow);
    const keys = [await makeKey(narrow, 'busy_bot'), await makeKey(narrow, 'busy_bot')];
    const seen: [status: number, left: string | null][] = [];
    for (let i = 0; i < 4; i++) {
      const answer = await fetch(`${url}/api/v1/badges`, {
        headers: { authorization: `Bearer ${keys[i % 2]?.key}` },
      });
      seen.push([answer.status, answer.headers.get('ratelimit-remaining')]);
      if (answer.status === 429) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(await answer.json()).toMatchObject({ code: 'RATE_LIMITED' });
      }
    }
    expect(seen).toEqual([
      [200, '2'],
      [200, '1'],
      [200, '0'],
      [429, '0'],
    ]);
    await stop();
    await narrow.close();
  });
});

describe('a bot that is renamed in BOTS', () => {
  /** A call that a bot makes, and repeats because it has not received the answer. */
  const calls = (telegramId: number): [operation: string, asked: Asked][] => [
    ['addXp', of(telegramId, { body: { amount: 10 }, idempotencyKey: 'xp' })],
    [
      'grantFreeTrainings',
      of(telegramId, { body: { source: 'CHANNEL', count: 1 }, idempotencyKey: 'channel' }),
    ],
    [
      'grantFreeTrainings',
      of(telegramId, { body: { source: 'ADMIN', count: 2 }, idempotencyKey: 'gift' }),
    ],
    ['useAccess', of(telegramId, { body: {}, idempotencyKey: 'use' })],
    ['recordTraining', of(telegramId, { body: { totalScore: 7 }, idempotencyKey: 'case-1' })],
  ];
  const badge = {
    name: { ru: 'Знаток', en: 'Expert' },
    description: { ru: 'Все ответы', en: 'All answers' },
  };

  it('charges and gives nothing twice, keeps its history, badges and keys', async () => {
    const telegramId = await met(quiz);
    const answers: unknown[] = [];
    for (const [operation, asked] of calls(telegramId)) {
      const { status, body } = await quiz(operation, asked);
      expect(status, operation).toBe(200);
      answers.push(body);
    }
    const definition = { params: { code: 'quiz_expert' }, body: badge };
    expect((await quiz('putBadge', definition)).status).toBe(200);
    const state = async (client: Client) => ({
      profile: (await client('getProfile', of(telegramId))).body,
      access: (await client('getAccess', of(telegramId))).body,
      trainings: (await client('listTrainings', of(telegramId))).body,
    });
    const before = await state(quiz);
    expect(before).toMatchObject({
      profile: { user: { totalXp: 40 }, totals: { trainings: 1 } },
      access: { freeTrainings: { left: 2 } },
    });

    const renamed = await test.openAnother({
      env: { BOTS: `main=${TEST_BOT_TOKEN} trivia=${QUIZ_TOKEN}` },
    });
    const served = await serveHttp(renamed);
    try {
      const trivia = (await readDocument(served.url)).clientFor(quizKey);
      const again: unknown[] = [];
      for (const [operation, asked] of calls(telegramId)) {
        again.push((await trivia(operation, asked)).body);
      }
      expect(again).toEqual(answers);
      expect(await state(trivia)).toEqual(before);
      // The stored answers are kept for thirty days; the ledger's idempotency keys for ever.
      await renamed.db.transaction((tx) => tx.of(BotCall).destroy({ where: {} }));
      for (const [operation, asked] of calls(telegramId)) {
        expect((await trivia(operation, asked)).status, operation).toBe(200);
      }
      expect(await state(trivia)).toEqual(before);
      expect((await trivia('putBadge', definition)).status).toBe(200);
      const second = await makeKey(renamed, 'trivia');
      await expect(makeKey(renamed, 'trivia')).rejects.toMatchObject({ code: 'CONFLICT' });
      const hints = (await listKeys(renamed.db, 'trivia')).map(({ hint }) => hint);
      expect(hints).toEqual(expect.arrayContaining([second.hint, quizKey.slice(-4)]));
      await renamed.db.transaction((tx) => revokeKey(tx, second.id));
    } finally {
      await served.stop();
      await renamed.close();
      await (await test.openAnother()).close();
    }
    expect(await state(quiz)).toEqual(before);
  });
});

describe('sessions', () => {
  it('are not overwritten when they were saved since they were read', async () => {
    const telegramId = await met(spin);
    const save = (n: number) =>
      spin('putSession', of(telegramId, { body: { session: { n }, version: 1 } }));
    const answers = await Promise.all([1, 2, 3, 4].map(save));
    const [won, ...others] = answers.filter(({ status }) => status === 200);
    expect(others).toEqual([]);
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(3);
    for (const { body } of lost) {
      expect(body).toMatchObject({ code: 'CONFLICT', current: won?.body });
    }
    // A half that is not sent is kept.
    const stats = { total_trainings: 10 };
    const saved = await spin('putSession', of(telegramId, { body: { stats, version: 2 } }));
    expect(saved.body).toMatchObject({ session: won?.body.session, stats, version: 3 });
  });

  it('hold at most 64 kB', async () => {
    const telegramId = await met(spin);
    const room = MAX_SESSION_BYTES - '[{"text":""},{}]'.length;
    const put = (length: number) =>
      spin('putSession', of(telegramId, { body: { session: { text: 'x'.repeat(length) } } }));
    expect((await put(room)).status).toBe(200);
    expect(await put(room + 1)).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    expect((await put(2_000_000)).status).toBe(400);
    expect((await spin('getSession', of(telegramId))).body.session.text).toHaveLength(room);
  });
});

describe('Idempotency-Key', () => {
  it('gets the same answer for a repeated call, and refuses another input', async () => {
    const telegramId = await met(spin, quiz);
    const key = randomUUID();
    const call = (amount: number, client = spin) =>
      client('addXp', of(telegramId, { body: { amount }, idempotencyKey: key }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(10)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set([JSON.stringify({ leveledUp: false, oldLevel: 1, newLevel: 1, totalXp: 10 })]),
    );
    await spin('addXp', of(telegramId, { body: { amount: 500 } }));
    expect((await call(10)).body).toMatchObject({ totalXp: 10 });
    expect(await call(11)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
    const elsewhere = of(telegramId, { body: {}, idempotencyKey: key });
    expect(await spin('useAccess', elsewhere)).toMatchObject({
      status: 409,
      body: { code: 'IDEMPOTENCY_CONFLICT' },
    });
    // Another bot's keys are its own.
    expect((await call(10, quiz)).body).toMatchObject({ totalXp: 520 });
  });

  it('is required for every write that is not idempotent by itself', async () => {
    const telegramId = await met(spin);
    const asked = of(telegramId, { body: { amount: 10 }, idempotencyKey: null });
    expect(await spin('addXp', asked)).toMatchObject({
      status: 400,
      body: { fields: ['Idempotency-Key'] },
    });
    const saved = of(telegramId, { body: { session: {} }, idempotencyKey: null });
    expect((await spin('putSession', saved)).status).toBe(200);
  });
});

describe('access', () => {
  it('uses free trainings before credits, one by one', async () => {
    const telegramId = await met(spin, quiz);
    expect((await spin('getAccess', of(telegramId))).body).toMatchObject({
      allowed: false,
      by: null,
    });
    expect(await spin('useAccess', of(telegramId, { body: {} }))).toMatchObject({
      status: 402,
      body: { code: 'INSUFFICIENT_FUNDS' },
    });
    const grant = (source: string, count: number, cause?: string) =>
      spin('grantFreeTrainings', of(telegramId, { body: { source, count, cause } }));
    expect((await grant('CHANNEL', 1)).body).toMatchObject({ granted: true });
    expect((await grant('CHANNEL', 1)).body).toMatchObject({ granted: false });
    await grant('PROMOCODE', 1, 'SPIN1');
    const userId = (await test.as({ id: telegramId, first_name: 'A' }).me.launch()).me.id;
    await test.app.db.transaction((tx) =>
      ledger.post(tx, {
        kind: 'admin_adjustment',
        actionId: randomUUID(),
        asset: 'credits',
        direction: 'add',
        amount: 2,
        userId,
        botName: 'main',
        actor: 'admin:1',
      }),
    );
    expect((await quiz('getAccess', of(telegramId))).body).toEqual({
      allowed: true,
      by: 'free_trainings',
      until: null,
      credits: { left: 2, total: 2 },
      freeTrainings: {
        left: 2,
        bySource: [
          { source: 'CHANNEL', left: 1 },
          { source: 'PROMOCODE', left: 1 },
        ],
      },
    });
    const use = (pay = 'any') => quiz('useAccess', of(telegramId, { body: { pay } }));
    expect((await use()).body).toMatchObject({ paidWith: 'free_trainings', source: 'CHANNEL' });
    expect((await use()).body).toMatchObject({ paidWith: 'free_trainings', source: 'PROMOCODE' });
    expect((await use()).body).toMatchObject({
      paidWith: 'credits',
      credits: { left: 1, total: 2 },
    });
    const both = await Promise.all([use(), use(), use('credits')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 402, 402]);
    expect((await spin('getPlan', of(telegramId))).body).toEqual({
      plan: null,
      freeAccess: null,
      credits: { left: 0, total: 0 },
    });
    expect((await spin('listPayments', of(telegramId))).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('is refused for an account that is paused', async () => {
    const telegramId = await met(spin);
    const admin = await test.admin();
    const { me } = await test.as({ id: telegramId, first_name: 'A' }).me.launch();
    const request = { requestId: randomUUID(), userId: me.id, reason: 'test' };
    await admin.call.admin.setBlocked({ ...request, blocked: true });
    for (const operation of ['getAccess', 'getProfile']) {
      expect(await spin(operation, of(telegramId))).toMatchObject({
        status: 403,
        body: { code: 'ACCOUNT_PAUSED' },
      });
    }
  });
});

describe('bad input', () => {
  it.each<[what: string, operation: string, body: unknown]>([
    ['a wrong type', 'addXp', { amount: '10' }],
    ['a negative amount', 'addXp', { amount: -1 }],
    ['half an XP', 'addXp', { amount: 0.5 }],
    ['no JSON', 'addXp', '{"amount":'],
    ['a list', 'putSession', '[1]'],
    ['nothing to save', 'putSession', {}],
    ['NUL in a value', 'putSession', { session: { a: 'x\0y' } }],
    ['NUL in a key', 'putSession', { session: { 'x\0y': 1 } }],
    ['half of a surrogate pair', 'putSession', '{"session":{"a":"\\ud800"}}'],
    ['a number beyond JSON', 'putSession', '{"session":{"a":1e400}}'],
    ['__proto__', 'putSession', '{"session":{"__proto__":{"admin":true}}}'],
    ['constructor', 'putSession', { session: { constructor: { prototype: 1 } } }],
    ['a thousand levels', 'putSession', `{"session":${'{"a":'.repeat(1000)}1${'}'.repeat(1001)}`],
    ['a date without a year', 'recordTraining', { totalScore: 1, date: 'yesterday' }],
    ['an unknown source', 'grantFreeTrainings', { count: 1, source: 'MOON' }],
  ])('is refused: %s', async (_what, operation, body) => {
    const telegramId = await met(spin);
    const answer = await spin(operation, of(telegramId, { body }));
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    expect((await spin('getSession', of(telegramId))).body).toMatchObject({ version: 1 });
  });

  it('is refused in URLs and headers, too', async () => {
    for (const telegramId of ['0', '-1', '1e3', '99999999999999999', 'x', '__proto__']) {
      const answer = await spin('getAccess', { params: { telegramId } });
      expect(answer, telegramId).toMatchObject({ status: 400, body: { fields: ['telegramId'] } });
    }
    const telegramId = await met(spin);
    const asked = of(telegramId, { body: { amount: 1 }, idempotencyKey: 'x'.repeat(300) });
    expect((await spin('addXp', asked)).status).toBe(400);
    expect(await spin('awardBadge', of(telegramId, { body: { badge: 'no_such' } }))).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });
});

it('every operation of the document has been called with success', () => {
  expect([...api.called].sort()).toEqual(api.operations.map((one) => one.operationId).sort());
});
