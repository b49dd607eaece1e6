import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { ConfigError, environmentNames, readConfig, readSecrets } from './config.ts';

const TOKEN = '100000001:AAtest-token_of-the-main-bot';
const least = { NODE_ENV: 'test', BOT_TOKEN: TOKEN };

/** What is wrong with an environment, a line for each variable. */
function problemsOf(changes: Record<string, string>, base: Record<string, string> = least) {
  try {
    readConfig({ ...base, ...changes });
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [`not a ConfigError: ${error}`];
  }
  return [];
}

describe('a valid environment', () => {
  it('needs no more than a token', () => {
    expect(readConfig(least)).toMatchObject({
      roles: ['web', 'worker', 'bot'],
      telegram: { mode: 'polling', bots: [{ name: 'main', token: TOKEN, telegramId: 100000001 }] },
      prices: { perOperation: 1000, freeOperations: 4 },
      payments: { yookassa: null },
      generation: { providers: { fal: null, google: null } },
      storage: { kind: 'disk' },
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ ...least, DATABASE_URL: '', FAL_KEY: ' ' })).toMatchObject({
      database: { url: null },
      generation: { providers: { fal: null } },
    });
  });

  it('names several bots, and switches YooKassa on for some of them', () => {
    const config = readConfig({
      NODE_ENV: 'test',
      BOTS: 'main=1:AAA, quiz_bot=2:BBB',
      YOOKASSA_ENABLED: 'quiz_bot',
      YOOKASSA_SHOP_ID: '100',
      YOOKASSA_SECRET_KEY: 'key',
      YOOKASSA_RETURN_URL: 'https://t.me/quiz_bot',
    });
    expect(config.telegram.bots.map(({ name }) => name)).toEqual(['main', 'quiz_bot']);
    expect(config.payments.yookassa?.bots).toEqual(['quiz_bot']);
  });

  it('expects YooKassa’s notifications at the address that is named, else below PUBLIC_URL', () => {
    const shop = {
      ...least,
      PUBLIC_URL: 'https://example.org/',
      BOT_MODE: 'off',
      YOOKASSA_ENABLED: 'true',
      YOOKASSA_SHOP_ID: '100',
      YOOKASSA_SECRET_KEY: 'key',
      YOOKASSA_RETURN_URL: 'https://t.me/bot',
    };
    const own = 'https://hooks.example.org/yookassa/webhook';
    expect(readConfig(shop).payments.yookassa?.webhookUrl).toBe(
      'https://example.org/yookassa/webhook',
    );
    expect(readConfig({ ...shop, YOOKASSA_WEBHOOK_URL: own }).payments.yookassa?.webhookUrl).toBe(
      own,
    );
  });

  it.each(['postgres://u:p@h/db', 'postgresql://u:p@h/db'])('takes %s', (url) => {
    expect(readConfig({ ...least, DATABASE_URL: url }).database.url).toBe(url);
  });

  it('counts prices in hundredths of a coin', () => {
    expect(readConfig({ ...least, PRICE_PER_OPERATION: '1.55' }).prices.perOperation).toBe(155);
  });
});

it('every variable is explained in .env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const explained = new Set(
    [...text.matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name),
  );
  // Set by the command that starts the server, never by the file.
  explained.add('NODE_ENV');
  expect(environmentNames.filter((name) => !explained.has(name))).toEqual([]);
});

it('the values in .env.example are the defaults', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const filled = Object.entries(parseEnv(text)).filter(([, value]) => value !== '');
  expect(filled.length).toBeGreaterThan(20);
  expect(readConfig({ ...least, ...Object.fromEntries(filled) })).toEqual(readConfig(least));
});

describe('the secrets of an environment', () => {
  it('are recognised in every form that is secret on its own, whatever else is wrong', () => {
    const secrets = readSecrets({
      BOTS: 'main=1:AAA-first, 2:BBB-without-a-name',
      FAL_KEY: 'id:fal-secret',
      YOOKASSA_SHOP_ID: '100500',
      YOOKASSA_SECRET_KEY: 'live_secret',
      DATABASE_URL: 'postgres://coins:p%40ss@db/coins',
      TELEGRAM_API_ROOT: 'http://proxy:root-password@127.0.0.1',
      PORT: 'no number',
    });
    for (const secret of [
      '1:AAA-first',
      'AAA-first',
      '2:BBB-without-a-name',
      'fal-secret',
      'live_secret',
      Buffer.from('100500:live_secret').toString('base64'),
      'p%40ss',
      'p@ss',
      'root-password',
    ]) {
      expect(secrets).toContain(secret);
    }
    expect(readConfig({ ...least, LINK_SECRET: 'a-link-secret-of-16' }).secrets).toContain(
      'a-link-secret-of-16',
    );
  });
});

it.each(environmentNames.filter((name) => /SECRET|TOKEN|KEY|PASSWORD|BOTS/.test(name)))(
  '%s is kept out of everything that is written',
  (name) => {
    expect(readSecrets({ [name]: 'main=1:value-of-a-secret' }).join()).toContain(
      'value-of-a-secret',
    );
  },
);

it.each([
  ['1', '9.9.9.9'],
  ['2', '8.8.8.8'],
  ['0', '127.0.0.1'],
  ['loopback', '9.9.9.9'],
  ['uniquelocal', '127.0.0.1'],
  ['127.0.0.1, 9.0.0.0/8', '8.8.8.8'],
  ['::1', '127.0.0.1'],
])('TRUST_PROXY=%s takes %s for the caller', async (value, ip) => {
  const server = express().set(
    'trust proxy',
    readConfig({ ...least, TRUST_PROXY: value }).http.trustProxy,
  );
  server.get('/', (req, res) => void res.send(req.ip));
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const headers = { 'x-forwarded-for': '8.8.8.8, 9.9.9.9' };
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers });
  listening.close();
  expect(await answer.text()).toBe(ip);
});

describe('an incomplete environment', () => {
  it.each([
    ['no token', {}, /^BOT_TOKEN: is missing/, { NODE_ENV: 'test' }],
    ['a token that is none', { BOT_TOKEN: 'hello' }, /^BOT_TOKEN: .*must look like/],
    ['both kinds of tokens', { BOTS: 'quiz=2:BBB' }, /set one of them, not both/],
    ['a bot named twice', { BOTS: 'a=1:AAA a=2:BBB' }, /"a" stands twice/, { NODE_ENV: 'test' }],
    ['a port that is none', { PORT: 'eighty' }, /^PORT: must be a whole number/],
    ['a port out of range', { PORT: '70000' }, /^PORT: must be at most 65535/],
    ['another database', { DATABASE_URL: 'mysql://h/db' }, /^DATABASE_URL: must be a postgres:/],
    ['a price below nothing', { PRICE_PER_OPERATION: '-1' }, /^PRICE_PER_OPERATION: must not be/],
    ['a third decimal', { PRICE_PER_OPERATION: '1.555' }, /^PRICE_PER_OPERATION: has at most two/],
    ['admins by name', { ADMIN_TELEGRAM_IDS: '@irina' }, /^ADMIN_TELEGRAM_IDS: must be Telegram/],
    ['an unknown role', { ROLES: 'web,cook' }, /^ROLES: "cook" is not one of web, worker, bot/],
    [
      'a short secret',
      { TELEGRAM_WEBHOOK_SECRET: 'short' },
      /^TELEGRAM_WEBHOOK_SECRET: must be 16/,
    ],
    ['YooKassa for nobody known', { YOOKASSA_ENABLED: 'shop' }, /there is no bot "shop"/],
    [
      'receipts without an address for them',
      { YOOKASSA_RECEIPT_VAT_CODE: '1' },
      /^YOOKASSA_RECEIPT_EMAIL: is missing/,
    ],
    [
      'an address for receipts that are off',
      { YOOKASSA_RECEIPT_EMAIL: 'receipts@example.org' },
      /^YOOKASSA_RECEIPT_VAT_CODE: is missing/,
    ],
    [
      'notifications of YooKassa to where nobody takes them',
      { YOOKASSA_WEBHOOK_URL: 'https://example.org/webhook' },
      /^YOOKASSA_WEBHOOK_URL: must end with \/yookassa\/webhook/,
    ],
    ['S3 without its bucket', { STORAGE: 's3' }, /^S3_BUCKET: is missing, because STORAGE is s3/],
    ['every proxy at once', { TRUST_PROXY: 'true' }, /^TRUST_PROXY: must be a number of proxies/],
    ['a network of no size', { TRUST_PROXY: '10.0.0.0/x' }, /^TRUST_PROXY: must be a number/],
    ['a webhook without address', { BOT_MODE: 'webhook' }, /^PUBLIC_URL: is missing, because BOT/],
  ])('is refused for %s', (_name, changes, why, base = least) => {
    const problems = problemsOf(changes, base);
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(why)]));
  });

  it('reports all problems at once', () => {
    expect(problemsOf({ YOOKASSA_ENABLED: 'true', STORAGE: 's3', YOOKASSA_SHOP_ID: '1' })).toEqual([
      'YOOKASSA_SECRET_KEY: is missing, because YOOKASSA_ENABLED is on',
      'YOOKASSA_RETURN_URL: is missing, because YOOKASSA_ENABLED is on',
      'S3_BUCKET: is missing, because STORAGE is s3',
      'S3_ACCESS_KEY_ID: is missing, because STORAGE is s3',
      'S3_SECRET_ACCESS_KEY: is missing, because STORAGE is s3',
    ]);
  });

  it.each([
    ['tokens without names', { BOTS: TOKEN }],
    ['a token that is cut short', { BOTS: `main=${TOKEN}!` }],
    ['a token in two places', { BOT_TOKEN: TOKEN, BOTS: `${TOKEN}=main` }],
  ])('shows no token when it complains of %s', (_what, changes) => {
    const problems = problemsOf(changes, { NODE_ENV: 'test' });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).not.toContain('AAtest');
  });

  it('wants a database of its own in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      'DATABASE_URL: is missing; the embedded database is for development and tests',
    ]);
  });

  it('keeps the server from starting, and prints why without a stack', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../main.ts', import.meta.url))],
      { env: { PATH: process.env.PATH, ...least, STORAGE: 's3' }, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('S3_BUCKET: is missing, because STORAGE is s3');
    expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
    expect(stderr).not.toContain(TOKEN);
  });
});
