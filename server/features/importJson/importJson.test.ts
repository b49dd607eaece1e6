import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { BotSession, User } from '../users/models.ts';
import { runImportCommand } from './command.ts';

const test = testApp();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-coins-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(text: string, ...options: string[]) {
  const path = join(folder, 'users_data.json');
  await writeFile(path, text);
  const lines: string[] = [];
  const terminal = { print: (line: string) => lines.push(line), showProgress: () => undefined };
  const args = [path, '--bot', 'spin_bot', ...options];
  const isDone = await runImportCommand(test.app.db, args, terminal);
  return { isDone, text: lines.join('\n') };
}

/** Every row that an import may write. */
async function stored() {
  const sessions = await test.app.db.of(BotSession).findAll({ where: { botName: 'spin_bot' } });
  const users = await test.app.db.of(User).count();
  const xp = await Promise.all(
    sessions.map(async ({ userId }) => (await ledger.getBalances(test.app.db, userId)).xp),
  );
  return { users, sessions: sessions.map((session) => session.get({ plain: true })), xp };
}

const entry = (n: number) => ({
  session: { question_count: n, case_data: { client: 'TechCorp' } },
  stats: { total_trainings: 10, total_score: 1200, best_score: 185, total_xp: 350 },
});

it('imports sessions, totals, XP and badges, reports bad entries with their positions, and repeats without effect', async () => {
  const known = await test.person();
  const people = {
    7001: { ...entry(1), stats: { ...entry(1).stats, badges: ['spin_expert', 'trainee'] } },
    [known.telegram.id]: entry(2),
    broken: entry(3),
    7002: { session: [1], stats: {} },
    7003: { session: {}, stats: { total_trainings: -1 } },
    7004: { session: { text: 'x\u0000' }, stats: {} },
    7006: { session: { 'x\u0000': 1 }, stats: {} },
    7007: { user: { first_name: 'A\u0000' } },
    7008: { session: { half: '\ud800' } },
    7009: { session: { deep: [{ constructor: { prototype: {} } }] } },
    7005: {},
  };
  // JSON.stringify knows no such keys; a file may.
  const odd = `"7010": {"session": {"__proto__": {"isAdmin": true}}},\n"__proto__": {"session": {}}`;
  const text = `${JSON.stringify(people, null, 1).slice(0, -2)},\n${odd},\n"7001": {"session": {}}\n}`;
  const lines = text.split('\n');
  const lineOf = (key: string) =>
    lines.findIndex((line) => line.trimStart().startsWith(`"${key}"`)) + 1;

  const before = await stored();
  const dry = await run(text, '--dry-run');
  expect(dry).toMatchObject({ isDone: true, text: expect.stringContaining('14 entries, 3 good') });
  expect(await stored()).toEqual(before);

  const first = await run(text);
  expect(first.isDone).toBe(true);
  for (const [key, reason] of [
    ['broken', 'not a Telegram id'],
    ['7002', 'session'],
    ['7003', 'total_trainings'],
    ['7004', "can't be stored"],
    ['7006', "can't be stored"],
    ['7007', 'first_name'],
    ['7008', "can't be stored"],
    ['7009', "can't be stored"],
    ['7010', "can't be stored"],
    ['__proto__', 'not a Telegram id'],
  ] as const) {
    expect(first.text).toMatch(
      new RegExp(`line ${lineOf(key)}, entry \\d+, "${key}": .*${reason}`),
    );
  }
  expect(first.text).toContain(`line ${lines.length - 1}, entry 14, "7001": stands twice`);
  expect(first.text).toContain('3 imported (new people: 2), 0 had been imported before');
  expect(first.text).toContain('Badges made for this bot, to be given a name: spin_expert');

  const after = await stored();
  expect(after.users).toBe(before.users + 2);
  expect(after.sessions).toHaveLength(3);
  const second = await run(text);
  expect(second.text).toContain('0 imported (new people: 0), 3 had been imported before');
  expect(await stored()).toEqual(after);

  // The totals are shown in the app, and old XP pays no rewards again.
  const { level, balance } = await known.call.me.get();
  expect(level).toMatchObject({ level: 3, xp: 350 + known.me.level.xp });
  expect(balance.coins).toBe(known.me.balance.coins);
  expect((await known.call.progress.trainings({})).totals).toEqual({
    trainings: 10,
    totalScore: 1200,
    bestScore: 185,
  });
  const owner = test.as({ id: 7001, first_name: 'Old' });
  await owner.me.launch();
  const earned = (await owner.progress.get()).badges.filter(
    ({ earnedInBot }) => earnedInBot === 'spin_bot',
  );
  expect(earned.map(({ code }) => code).sort()).toEqual(['spin_expert', 'trainee']);
});

it('keeps what the person has done in the bot since, and adds what is only in the old store', async () => {
  const telegramId = 8001;
  await run(JSON.stringify({ 8002: entry(1) }));
  const person = test.as({ id: telegramId, first_name: 'New' });
  const { me } = await person.me.launch();
  await test.app.db.transaction((tx) =>
    tx.of(BotSession).create({
      userId: me.id,
      botName: 'spin_bot',
      sessionData: { question_count: 99 },
    }),
  );
  await run(JSON.stringify({ [telegramId]: entry(1) }));
  const session = await test.app.db
    .of(BotSession)
    .findOne({ where: { userId: me.id, botName: 'spin_bot' }, rejectOnEmpty: true });
  expect(session).toMatchObject({
    sessionData: { question_count: 99, case_data: { client: 'TechCorp' } },
    statsData: { best_score: 185 },
    version: 2,
  });
});

it.each([
  ['words', 'this is no JSON'],
  ['a list', '[{"session": {}}]'],
  ['nothing', ''],
  ['a file that was cut off', `{"9001": ${JSON.stringify(entry(1))}, "9002": {"session": {"a`],
  ['a file that goes on after its end', `{"9001": ${JSON.stringify(entry(1))}} {`],
])('writes nothing of %s', async (_what, text) => {
  const before = await stored();
  const answer = await run(text);
  expect(answer).toMatchObject({
    isDone: false,
    text: expect.stringContaining('Nothing was written'),
  });
  expect(await stored()).toEqual(before);
});

it('imports more than a thousand people in one run, whatever the batch size', async () => {
  const people = Object.fromEntries(
    Array.from({ length: 2500 }, (_, n) => [1_000_000 + n, entry(n)]),
  );
  expect((await run(JSON.stringify(people))).text).toContain('2500 imported (new people: 2500)');
  expect((await run(JSON.stringify(people))).text).toContain('2500 had been imported before');
});

it('says how many in the right number', async () => {
  const person = { session: {}, stats: { total_trainings: 1 } };
  const one = await run(JSON.stringify({ 7020: person }));
  expect(one.text).toContain('1 entry, 1 good, 0 left out.');
  expect(one.text).toContain('Carried over: 1 training, 0 XP.');
});
