/**
 * A broadcast to very many people through a Telegram that asks to wait now and then, some of whose people
 * have blocked the bot, sent by a process that is killed again and again: everybody receives it once.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import {
  BotApiError,
  startTelegramSimulator,
  tooManyRequests,
} from '../../simulators/telegram/index.ts';
import { sql } from '../db/statement.ts';
import { draftOf } from '../features/broadcasts/testing.ts';
import { TEST_BOT_TOKEN, testApp } from '../testing/testApp.ts';
import { chanceOf, report, SEED, scaled } from './scale.ts';

const PEOPLE = scaled(10_000, 500);
const KILLS = scaled(5, 1);
/** One in so many has blocked the bot. */
const BLOCKED_EACH = 20;
const WAITS = scaled(10, 2);
/** Messages that one process sends at the same time. */
const MAX_UNDER_WAY = 8;
const FIRST_ID = 7_000_000;
const MAX_END_MS = 600_000;

const chance = chanceOf(SEED);
const telegram = await startTelegramSimulator({
  bots: [{ name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' }],
});
const env = {
  BOT_TOKEN: TEST_BOT_TOKEN,
  BOT_MODE: 'off',
  PUBLIC_URL: telegram.url,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  STORAGE_DIR: join(tmpdir(), 'ai-coins-chaos', randomUUID()),
  DATABASE_POOL: '10',
};
const test = testApp({ env });

let sender: ChildProcess | null = null;

async function startSender(): Promise<void> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('senderProcess.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        LOG_LEVEL: 'fatal',
        ...env,
        DATABASE_URL: test.databaseUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  sender = child;
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`))),
  ]);
}

async function killSender(): Promise<void> {
  const child = sender;
  sender = null;
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

afterAll(async () => {
  await killSender();
  await telegram.close();
});

const insertPeople = sql(`
  insert into users (telegram_id, first_name, referral_code, first_bot, allows_messages, notifications)
  select $1::bigint + n, 'Reader ' || n, 'chaos' || n, 'main', true, '{"broadcast": true}'
  from generate_series(1, $2::int) n
`);
const listForbidden = sql<{ telegram_id: number }>(
  `select telegram_id from users where telegram_id > $1 and not allows_messages order by 1`,
);
const listUnknown = sql<{ telegram_id: number }>(`
  select u.telegram_id from outbox_messages m join users u on u.id = m.user_id
  where m.outcome = 'unknown' order by 1
`);

it(`reaches ${PEOPLE} people once each, with ${KILLS} kills (seed ${SEED})`, {
  timeout: 1_500_000,
}, async () => {
  const ids = Array.from({ length: PEOPLE }, (_, n) => FIRST_ID + n + 1);
  for (const id of ids) {
    telegram.world.addPerson({
      key: String(id),
      id,
      firstName: 'Reader',
      lastName: '',
      username: '',
      languageCode: 'en',
      isPremium: false,
      hasPhoto: false,
      knowsBots: true,
      stars: 0,
    });
  }
  const blocked = ids.filter((_, n) => n % BLOCKED_EACH === 0);
  for (const id of blocked) {
    telegram.world.chat('main', id).blocked = true;
  }
  for (const id of chance.shuffle(ids).slice(0, WAITS)) {
    telegram.api.fail({ method: 'sendMessage', userId: id, error: tooManyRequests(1) });
  }
  // Refused for a moment: it has certainly not been delivered.
  const [unlucky = 0] = chance.shuffle(ids.filter((id) => !blocked.includes(id)));
  telegram.api.fail({
    method: 'sendMessage',
    userId: unlucky,
    error: new BotApiError(502, 'Bad Gateway'),
  });
  await test.app.db.transaction((tx) => tx.query(insertPeople, [FIRST_ID, PEOPLE]));
  const { admin } = (await test.admin()).call;
  const { id, version } = await admin.saveBroadcast(draftOf());
  await startSender();
  const begun = performance.now();
  await admin.startBroadcast({ requestId: randomUUID(), id, version, at: null });

  const sentCount = () =>
    telegram.api.calls.filter(({ method }) => method === 'sendMessage').length;
  const moments = Array.from({ length: KILLS }, () => chance.whole(5, 90) / 100).sort();
  let slowestStartMs = 0;
  for (const moment of moments) {
    while (sentCount() < moment * PEOPLE) {
      await sleep(2);
    }
    await killSender();
    const killedAt = performance.now();
    await startSender();
    slowestStartMs = Math.max(slowestStartMs, performance.now() - killedAt);
  }
  await expect
    .poll(async () => (await admin.broadcast({ id })).state, { timeout: MAX_END_MS, interval: 250 })
    .toBe('finished');
  const seconds = (performance.now() - begun) / 1000;

  const { outcomes, recipients } = await admin.broadcast({ id });
  const heard = new Map(ids.map((one) => [one, telegram.chats.messages('main', one).length]));
  const unknown = (await test.app.db.query(listUnknown)).map((row) => row.telegram_id);
  const forbidden = (await test.app.db.query(listForbidden, [FIRST_ID])).map(
    (row) => row.telegram_id,
  );
  report(
    `broadcast.kill: seed ${SEED}: ${PEOPLE} people, ${KILLS} kills, ${WAITS} times told to wait; ` +
      `${outcomes.sent} sent, ${outcomes.blocked} blocked, ${outcomes.unknown} unknown ` +
      `(${unknown.filter((one) => heard.get(one) === 1).length} of them heard); ` +
      `${seconds.toFixed(1)} s, slowest restart ${slowestStartMs.toFixed(0)} ms`,
  );
  expect(recipients).toBe(PEOPLE);
  expect(outcomes.sent + outcomes.blocked + outcomes.unknown).toBe(PEOPLE);
  expect(outcomes.unknown).toBeLessThanOrEqual(KILLS * MAX_UNDER_WAY);
  // Nobody twice; everybody else whose message was not being sent at a kill exactly once.
  const reachable = ids.filter((one) => !blocked.includes(one));
  expect(ids.filter((one) => (heard.get(one) ?? 0) > 1)).toEqual([]);
  expect(reachable.filter((one) => heard.get(one) === 0 && !unknown.includes(one))).toEqual([]);
  expect(blocked.filter((one) => heard.get(one) !== 0)).toEqual([]);
  expect(forbidden).toEqual(blocked.filter((one) => !unknown.includes(one)));
});
