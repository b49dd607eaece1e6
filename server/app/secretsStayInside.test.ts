/**
 * A server whose every secret is a canary, in a world where every external call fails in every way: no canary
 * is in anything that it writes, stores, answers or traces.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { freePort } from '../../scripts/localStack.ts';
import { sharp } from '../features/media/sharp.ts';
import { CANARY, findCanaries } from '../testing/canaries.ts';
import {
  type Failure,
  failures,
  type HostileWorld,
  startHostileWorld,
} from '../testing/hostileWorld.ts';
import { readTables } from '../testing/readTables.ts';
import { runServer } from '../testing/serverOutput.ts';
import { copyTemplate } from '../testing/templateDatabase.ts';
import { initDataOf } from '../testing/testApp.ts';
import { startTraceCollector } from '../testing/traceCollector.ts';

const alice = { id: 777_001, first_name: 'Alice' };
const initData = initDataOf(alice, { token: CANARY.BOT_TOKEN });
const hash = new URLSearchParams(initData).get('hash') ?? '';
const authorization = `tma ${initData}`;

/** Long enough for one retry. */
const PAUSE_MS = 1200;

let world: HostileWorld;
const collector = await startTraceCollector();
let server: ReturnType<typeof runServer>;
let url = '';
let database: Awaited<ReturnType<typeof copyTemplate>>;
const answers: string[] = [];

async function call(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url + path, init);
  const text = await response.text();
  answers.push(`${path.split('?', 1)[0]}: ${text}`);
  return text;
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const mutate = (procedure: string, input: object) =>
  post(`/trpc/${procedure}`, input, { authorization });

let updates = 0;
const update = (content: object) =>
  post(
    '/telegram/webhook/main',
    { update_id: ++updates, ...content },
    { 'x-telegram-bot-api-secret-token': CANARY.TELEGRAM_WEBHOOK_SECRET },
  );

async function uploadPicture(): Promise<string> {
  const picture = await sharp({
    create: { width: 64, height: 64, channels: 3, background: '#808080' },
  })
    .png()
    .toBuffer();
  const body = new FormData();
  body.set('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'a.png');
  return call('/trpc/generation.uploadInput', { method: 'POST', headers: { authorization }, body });
}

const from = { id: alice.id, is_bot: false, first_name: 'Alice', language_code: 'en' };
const chat = { id: alice.id, type: 'private', first_name: 'Alice' };
const seconds = () => Math.floor(Date.now() / 1000);
const message = (text: string) => ({
  message: { message_id: 1, date: seconds(), chat, from, text },
});
const checkout = () => ({
  pre_checkout_query: {
    id: '1',
    from,
    currency: 'XTR',
    total_amount: 1,
    invoice_payload: randomUUID(),
  },
});
const payment = () => ({
  message: {
    message_id: 2,
    date: seconds(),
    chat,
    from,
    successful_payment: {
      currency: 'XTR',
      total_amount: 1,
      invoice_payload: randomUUID(),
      telegram_payment_charge_id: randomUUID(),
      provider_payment_charge_id: '',
    },
  },
});

const forgedWebhook = () =>
  post(
    '/fal/webhook',
    { request_id: 'x', status: 'OK' },
    {
      'x-fal-webhook-request-id': 'x',
      'x-fal-webhook-user-id': 'x',
      'x-fal-webhook-timestamp': String(seconds()),
      'x-fal-webhook-signature': 'ab'.repeat(64),
    },
  );

const order = (provider: 'stars' | 'yookassa') =>
  mutate('payments.create', {
    requestId: randomUUID(),
    provider,
    item: { type: 'pack', code: 'coins-100' },
  });

const work = (operation: string, model: string) =>
  mutate('generation.create', {
    requestId: randomUUID(),
    operation,
    model,
    prompt: 'a lighthouse',
  });

async function onDatabase<Result>(use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** A message that waits to be sent, and jobs that call external services. */
async function putWork(): Promise<void> {
  const payload = { kind: 'generation_failed', generationId: randomUUID(), refunded: false };
  const job = { botName: 'main', telegramId: alice.id, chargeId: randomUUID() };
  await onDatabase(async (client) => {
    await client.query(`update users set allows_messages = true where telegram_id = $1`, [
      alice.id,
    ]);
    await client.query(
      `insert into outbox_messages (kind, key, user_id, bot_name, payload)
       select 'generation_failed', $1, id, 'main', $2 from users where telegram_id = $3`,
      [payload.generationId, JSON.stringify(payload), alice.id],
    );
    for (const [name, data] of [
      ['notifications.drain', {}],
      ['payments.reconcile', {}],
      ['payments.endSubscription', job],
    ]) {
      await client.query(`insert into pgboss.job (name, data, retry_limit) values ($1, $2, 0)`, [
        name,
        JSON.stringify(data),
      ]);
    }
  });
}

/** An earlier failed upload stops orders until the storage has been probed again. */
const storageIsKept = () =>
  vi.waitFor(async () => expect(await call('/readyz')).toContain('"storage":true'), {
    timeout: 30_000,
    interval: 500,
  });

/** Every action that makes the server call external services. */
async function doEverything(): Promise<void> {
  await mutate('me.launch', {});
  await putWork();
  await Promise.all([
    order('stars'),
    order('yookassa'),
    work('create', 'nano-banana'),
    work('video', 'veo-3.1-fast'),
    uploadPicture(),
    call('/trpc/referrals.get', { headers: { authorization } }),
    call('/api/v1/bot'),
    call('/media/no-such-file.png?for=view&until=1&sig=AbCdEfGhIjKlMnOpQrStUvWxYz012345'),
    update(checkout()),
    update(message('/start')),
    update(message('/paysupport')),
    update(payment()),
    forgedWebhook(),
    post('/yookassa/webhook', {
      type: 'notification',
      event: 'payment.succeeded',
      object: { id: randomUUID(), status: 'succeeded' },
    }),
    post('/trpc/me.launch', {}, { authorization: `${authorization}x` }),
    post(`/trpc/me.launch?authorization=${encodeURIComponent(initData)}`, {}),
  ]);
}

const leaksIn = (text: string) => [
  ...findCanaries(text),
  ...(text.includes(hash) ? ['the hash of init data'] : []),
  ...(/[?&]sig=[\w-]{20,}/.exec(text) ?? []),
];

/**
 * A database role with a canary for a password.
 * @returns its URL.
 */
async function createRole(): Promise<string> {
  const password = 'canary-database/password';
  const role = `coins_${randomUUID().slice(0, 8)}`;
  await onDatabase((client) =>
    client.query(`create role ${role} superuser login password '${password}'`),
  );
  const address = new URL(database.url);
  address.username = role;
  address.password = encodeURIComponent(password);
  return address.href;
}

function withPassword(address: string, password: string): string {
  const changed = new URL(address);
  changed.password = password;
  return changed.href;
}

const environment = (more: Record<string, string>): Record<string, string> => ({
  NODE_ENV: 'test',
  ...CANARY,
  BOT_MODE: 'webhook',
  TELEGRAM_API_ROOT: world.url,
  YOOKASSA_ENABLED: 'true',
  YOOKASSA_SHOP_ID: '100500',
  YOOKASSA_RETURN_URL: 'https://t.me/aicoins_bot',
  YOOKASSA_API_ROOT: world.url,
  FAL_API_ROOT: world.url,
  GEMINI_API_ROOT: world.url,
  STORAGE: 's3',
  S3_BUCKET: 'bucket',
  S3_ENDPOINT: world.url,
  LOG_LEVEL: 'trace',
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  ...more,
});

beforeAll(async () => {
  world = await startHostileWorld();
  database = await copyTemplate(inject('adminUrl'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = runServer(
    environment({ PORT: String(port), PUBLIC_URL: url, DATABASE_URL: await createRole() }),
  );
  // The storage is hostile as well, so /readyz never succeeds here.
  const isReady = async () => expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ended = server.ended().then(() => {
    throw new Error('the server has ended');
  });
  const ready = vi.waitFor(isReady, { timeout: 170_000, interval: 200 });
  await Promise.race([ready, ended]).catch((cause: unknown) => {
    throw new Error(`the server is not ready; it wrote:\n${server.output}`, { cause });
  });
  ended.catch(() => undefined);
}, 180_000);
afterAll(async () => {
  await server.stop();
  await world.close();
  collector.close();
  await database.drop();
});

describe('while every call outside fails', () => {
  it('no secret is written, stored or answered', async () => {
    for (const failure of Object.keys(failures) as Failure[]) {
      world.failWith(failure);
      await storageIsKept();
      await doEverything();
      await sleep(PAUSE_MS);
    }
    await world.close();
    await doEverything();
    await sleep(PAUSE_MS);
    const tables = await onDatabase(readTables);
    await server.stop();

    // The world has received the secrets, and the server has reported its failures.
    const asked = world.asked.join('\n');
    for (const method of ['setWebhook', 'createInvoiceLink', 'answerPreCheckoutQuery']) {
      expect(asked).toContain(`${CANARY.BOT_TOKEN}/${method}`);
    }
    for (const name of ['TELEGRAM_WEBHOOK_SECRET', 'GEMINI_API_KEY', 'FAL_KEY'] as const) {
      expect(asked).toContain(CANARY[name]);
    }
    expect(asked).toContain(CANARY.S3_ACCESS_KEY_ID);
    expect(asked).toContain('POST http://');
    for (const line of [
      'a bot could not be registered at Telegram',
      'the provider opened no checkout session',
      'reconciliation failed',
    ]) {
      expect(server.output).toContain(line);
    }
    const failed = tables.find(([name]) => name === 'public.outbox_messages')?.[1];
    expect(failed).toMatch(/sendMessage/);

    expect(leaksIn(server.output)).toEqual([]);
    const stored = tables.map(([name, text]) => [name, leaksIn(text)]);
    expect(Object.fromEntries(stored.filter(([, found]) => (found?.length ?? 0) > 0))).toEqual({});
    expect(answers.flatMap((text) => findCanaries(text))).toEqual([]);

    // The collector received its own token, and spans of all kinds, and no other secret.
    expect(collector.headers.join()).toContain('canary-traces-token');
    const names = collector.spans().map(({ name }) => name);
    const host = new URL(world.url).host;
    for (const name of ['POST telegram', `POST ${host}`, 'payments.create', 'INSERT payments']) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => name.startsWith('job '))).not.toEqual([]);
    expect(collector.bodies.flatMap(leaksIn)).toEqual([]);
  }, 120_000);
});

describe('a server that can’t start', () => {
  it.each<[string, () => Record<string, string>, string]>([
    [
      'a wrong password',
      () => ({ DATABASE_URL: withPassword(database.url, 'canary-wrong-password') }),
      'password authentication failed',
    ],
    [
      'no database',
      () => ({ DATABASE_URL: 'postgres://coins:canary-password@127.0.0.1:9/coins' }),
      'ECONNREFUSED',
    ],
  ])(
    'prints why without a secret: %s',
    async (_what, changes, words) => {
      const failing = runServer(
        environment({ PORT: '0', PUBLIC_URL: url, DATABASE_URL: database.url, ...changes() }),
      );
      await failing.ended();
      expect(failing.output).toContain(words);
      expect(leaksIn(failing.output)).toEqual([]);
    },
    120_000,
  );
});
