import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startFalSimulator } from '../../simulators/fal/index.ts';
import { startGoogleSimulator } from '../../simulators/google/index.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/index.ts';
import { startYooKassaSimulator } from '../../simulators/yookassa/index.ts';
import { readConfig } from '../app/config.ts';
import { setUpdates } from '../telegram/botProfile.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { onServer, withDatabaseName } from '../testing/templateDatabase.ts';
import { openTestApp } from '../testing/testApp.ts';
import { checkWebApp } from './checks/address.ts';
import { checkDatabase } from './checks/database.ts';
import { describeFindings, examine } from './doctor.ts';

const TOKEN = '7000000001:AAtest-token_of-the-main-bot';
const SECRET = 'a-webhook-secret-of-the-test';

let telegram: TelegramSimulator;
let opened: Awaited<ReturnType<typeof openTestApp>>;
let env: Record<string, string>;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  telegram = await startTelegramSimulator({
    bots: [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }],
    retryDelaysMs: [60_000],
  });
  const yookassa = await startYooKassaSimulator({ shopId: '100500', secretKey: 'test_key' });
  const fal = await startFalSimulator({ key: 'fal-key' });
  const google = await startGoogleSimulator({ key: 'gemini-key' });
  opened = await openTestApp();
  const server = await serveHttp(opened.app);
  closing.push(
    () => server.stop(),
    () => opened.close(),
    () => google.close(),
    () => fal.close(),
    () => yookassa.close(),
    () => telegram.close(),
  );
  env = {
    DATABASE_URL: opened.databaseUrl,
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    PUBLIC_URL: server.url,
    ADMIN_TELEGRAM_IDS: '1',
    STORAGE_DIR: await mkdtemp(join(tmpdir(), 'doctor-')),
    YOOKASSA_ENABLED: 'true',
    YOOKASSA_SHOP_ID: '100500',
    YOOKASSA_SECRET_KEY: 'test_key',
    YOOKASSA_RETURN_URL: 'https://t.me/ai_coins_bot',
    YOOKASSA_API_ROOT: yookassa.apiRoot,
    FAL_KEY: 'fal-key',
    FAL_API_ROOT: fal.url,
    GEMINI_API_KEY: 'gemini-key',
    GEMINI_API_ROOT: google.url,
  };
  await setUpdates(new Api(TOKEN, { apiRoot: telegram.apiRoot }), 'main', readConfig(env));
});
afterAll(async () => {
  for (const close of closing) {
    await close();
  }
});

/** Whether the web app is built depends on the machine of the test; its database is not durable. */
const NOT_ASKED = ['web app', 'durability'];
const problemsWith = async (changes: Record<string, string>) =>
  (await examine({ ...env, ...changes }))
    .filter(({ state, subject }) => state === 'problem' && !NOT_ASKED.includes(subject))
    .map(({ subject, text }) => `${subject}: ${text}`);

const onDatabase = (text: string) => onServer(opened.databaseUrl, (client) => client.query(text));

it('finds that a database without fsync can lose payments', async () => {
  expect(await examine(env)).toContainEqual(
    expect.objectContaining({ subject: 'durability', state: 'problem' }),
  );
});

it('finds no problem in a running server', async () => {
  expect(await problemsWith({})).toEqual([]);
});

describe('says in a sentence what is wrong', () => {
  it.each<[title: string, changes: () => Record<string, string>, sentence: RegExp]>([
    [
      'a setting is missing',
      () => ({ YOOKASSA_SHOP_ID: '' }),
      /^settings: YOOKASSA_SHOP_ID: is mis/,
    ],
    [
      'no database answers',
      () => ({ DATABASE_URL: 'postgres://someone:a-password@127.0.0.1:9/none' }),
      /^database: It can't be reached/,
    ],
    [
      'the storage takes no files',
      () => ({ STORAGE_DIR: '/dev/null/media' }),
      /^storage: Files can't/,
    ],
    [
      'the folder above the storage takes no folders',
      () => ({ STORAGE_DIR: '/proc/nothing' }),
      /^storage: Files can't be kept in the folder \/proc\/nothing: no folder can be made in \/proc/,
    ],
    [
      'Telegram refuses the token',
      () => ({ BOT_TOKEN: '1:wrong-token' }),
      /^bot main: Telegram ref/,
    ],
    [
      'Telegram is away',
      () => ({ TELEGRAM_API_ROOT: 'http://127.0.0.1:4' }),
      /^bot main: Telegram can't be asked: .*ECONNREFUSED/,
    ],
    [
      'the webhook leads elsewhere',
      () => ({ PUBLIC_URL: 'https://127.0.0.1:9' }),
      /^webhook main: Telegram sends updates to 127/,
    ],
    [
      'the address of a webhook is missing',
      () => ({ PUBLIC_URL: '' }),
      /^webhook main: Updates go to 127.*, and PUBLIC_URL is empty/,
    ],
    [
      'nobody answers at the address',
      () => ({ PUBLIC_URL: 'http://127.0.0.1:9' }),
      /^address: This server does not answer/,
    ],
    [
      'the address is not https',
      () => ({ PUBLIC_URL: 'http://example.org' }),
      /^address: PUBLIC_URL w/,
    ],
    [
      'YooKassa refuses the key',
      () => ({ YOOKASSA_SECRET_KEY: 'another' }),
      /^YooKassa: It refuses/,
    ],
    ['fal refuses the key', () => ({ FAL_KEY: 'another' }), /^fal: It refuses the key/],
    [
      'Google refuses the key',
      () => ({ GEMINI_API_KEY: 'another' }),
      /^Google: It refuses the key/,
    ],
  ])('when %s', async (_title, changes, sentence) => {
    expect(await problemsWith(changes())).toContainEqual(expect.stringMatching(sentence));
  });

  it.each([
    ['fal', 'FAL_API_ROOT'],
    ['Google', 'GEMINI_API_ROOT'],
    ['YooKassa', 'YOOKASSA_API_ROOT'],
  ])('when %s is away, and names %s', async (subject, setting) => {
    expect(await examine({ ...env, [setting]: 'http://127.0.0.1:4' })).toContainEqual({
      subject,
      state: 'problem',
      text: expect.stringMatching(/^It can't be asked: fetch failed: connect ECONNREFUSED/),
      advice: `Check the network and ${setting}.`,
    });
  });

  it('when the database has no schema yet', async () => {
    const url = withDatabaseName(inject('adminUrl'), 'postgres');
    expect(await problemsWith({ DATABASE_URL: url })).toEqual([
      expect.stringMatching(/^migrations: Not applied: \d+/),
    ]);
  });

  it('when the database is newer than this version', async () => {
    await onDatabase(`insert into schema_migrations (name) values ('9999-later')`);
    expect(await problemsWith({})).toEqual([
      'migrations: The database is newer than this version: it has 9999-later.',
    ]);
    await onDatabase(`delete from schema_migrations where name = '9999-later'`);
  });

  it('when no worker runs', async () => {
    await onDatabase(`
      insert into pgboss.job (name, start_after)
      select name, now() - interval '10 minutes' from pgboss.queue
      where name not like '\\_\\_pgboss%' order by name limit 1`);
    expect(await problemsWith({})).toEqual([
      expect.stringMatching(/^queue: Jobs wait \(\d+\), the oldest for 10 min/),
    ]);
    await onDatabase('delete from pgboss.job');
  });

  it('when an invariant of the ledger is broken', async () => {
    await onDatabase(`
      create or replace function audit.violations() returns table (invariant text, subject text, detail text)
      language sql as $$ select 'balance', '1', 'is off by 1' $$`).catch(() => undefined);
    const found = await problemsWith({});
    expect(found).toEqual(['ledger: Broken invariants: 1.']);
  });

  it('when the database is read-only', async () => {
    const name = new URL(opened.databaseUrl).pathname.slice(1);
    await onDatabase(`alter database ${name} set default_transaction_read_only = on`);
    expect(await problemsWith({})).toContainEqual(
      expect.stringMatching(/^database: It takes no writ/),
    );
    await onServer(inject('adminUrl'), (client) =>
      client.query(`alter database ${name} reset default_transaction_read_only`),
    );
  });

  it('when Telegram could not deliver an update', async () => {
    telegram.queue('main').setWebhook(
      {
        url: `${env.PUBLIC_URL}/telegram/webhook/main`,
        secretToken: 'wrong',
        allowedUpdates: ['message', 'pre_checkout_query', 'my_chat_member', 'subscription'],
        maxConnections: 1,
      },
      true,
    );
    telegram.chats.say('main', 'anna', 'hello');
    await expect
      .poll(() => problemsWith({}))
      .toContainEqual(expect.stringMatching(/^webhook main: Telegram could not deliver/));
  });

  it('when the web app is not built', async () => {
    expect(await checkWebApp('/nowhere/index.html')).toMatchObject({ state: 'problem' });
  });
});

it('shows no secret, whatever is wrong', async () => {
  const broken = {
    ...env,
    DATABASE_URL: 'postgres://someone:a-password@127.0.0.1:9/none',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    FAL_API_ROOT: 'http://127.0.0.1:9',
  };
  const text = describeFindings(await examine(broken), broken);
  for (const secret of [TOKEN, SECRET, 'a-password', 'fal-key', 'gemini-key', 'test_key']) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('→');
});

it('recognises a pooler that does not pass settings on, and says where to read about it', async () => {
  const pooler = createServer((socket) => {
    socket.once('data', (startup) => {
      const isRefused = startup.includes('statement_timeout');
      const text = isRefused
        ? 'unsupported startup parameter: statement_timeout'
        : 'not a database';
      const fields = Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`);
      const head = Buffer.alloc(5, 'E');
      head.writeInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([head, fields]));
    });
  }).listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  closing.push(async () => pooler.close());
  const { port } = pooler.address() as AddressInfo;
  const findings = await checkDatabase(`postgres://me:secret@127.0.0.1:${port}/any`, 5);
  expect(findings).toMatchObject([
    { state: 'problem', text: expect.stringContaining('unsupported startup parameter') },
  ]);
  expect(findings[0]?.advice).toContain('docs/growth.md');
});
