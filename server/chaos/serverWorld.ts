/**
 * A test environment with real server processes: a separate database, which a context in the test reads and
 * orders in, and `server/main.ts` as processes that are killed and restarted.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { freePort, ServerProcess } from '../../scripts/localStack.ts';
import { startTelegramSimulator } from '../../simulators/telegram/index.ts';
import { startYooKassaSimulator } from '../../simulators/yookassa/index.ts';
import { TEST_BOT_TOKEN, testApp } from '../testing/testApp.ts';

const WEBHOOK_SECRET = 'webhook-secret-of-the-chaos-tests';
const SHOP = { shopId: '100500', secretKey: 'test_key' };

/** Starts and kills one server process; `url` stays the same. */
export interface KillableServer {
  readonly url: string;
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** `SIGKILL`, as a crash would. */
  kill(): Promise<void>;
}

/** A server process on a free port. Its environment is made when it is first started. */
async function createServer(environment: () => Record<string, string>): Promise<KillableServer> {
  const port = await freePort();
  let server: ServerProcess | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      server ??= new ServerProcess(
        { NODE_ENV: 'test', LOG_LEVEL: 'fatal', PORT: String(port), ...environment() },
        false,
      );
      await server.start();
    },
    kill: async () => server?.stop('SIGKILL'),
  };
}

/** For the top of a test file: server processes and a context of the test on one database. */
export async function serverProcesses(count: number, env: Record<string, string>) {
  const common = {
    BOT_TOKEN: TEST_BOT_TOKEN,
    BOT_MODE: 'off',
    STORAGE_DIR: join(tmpdir(), 'ai-coins-chaos', crypto.randomUUID()),
    DATABASE_POOL: '10',
    ...env,
  };
  const test = testApp({ env: common });
  const servers = await Promise.all(
    Array.from({ length: count }, () =>
      createServer(() => ({ ...common, DATABASE_URL: test.databaseUrl })),
    ),
  );
  // Runs before the test's own context is closed and the ledger is audited.
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()));
  });
  return { test, servers };
}

/** For the top of a test file: one server process that both providers of payments notify. */
export async function paymentServer() {
  const telegram = await startTelegramSimulator({
    bots: [{ name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' }],
  });
  const yookassa = await startYooKassaSimulator(SHOP);
  const { test, servers } = await serverProcesses(1, {
    BOT_MODE: 'webhook',
    PUBLIC_URL: telegram.url,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    YOOKASSA_ENABLED: 'main',
    YOOKASSA_SHOP_ID: SHOP.shopId,
    YOOKASSA_SECRET_KEY: SHOP.secretKey,
    YOOKASSA_RETURN_URL: 'https://example.org/wallet/payments',
    YOOKASSA_API_ROOT: yookassa.apiRoot,
    RECONCILE_EVERY_S: '86400',
  });
  const [server] = servers;
  if (!server) {
    throw new Error('no server');
  }
  beforeAll(() => {
    yookassa.notificationUrl = `${server.url}/yookassa/webhook`;
    yookassa.notifications.holding = true;
  });
  afterAll(async () => {
    await yookassa.close();
    await telegram.close();
  });
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }).then(async (response) => {
      await response.arrayBuffer();
      return response.status;
    });
  return {
    telegram,
    yookassa,
    test,
    server,
    /** Sends an update to the bot as Telegram would. @throws when nobody answers. */
    sendUpdate: (body: string) =>
      post('/telegram/webhook/main', body, { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET }),
    /** Sends a notification as YooKassa would. @throws when nobody answers. */
    sendNotification: (body: string) => post('/yookassa/webhook', body),
  };
}

/** A person of the simulated Telegram, who can pay any sum in Stars. */
export async function createWealthyUser(
  { telegram, test }: Pick<Awaited<ReturnType<typeof paymentServer>>, 'telegram' | 'test'>,
  id: number,
) {
  telegram.world.createNewcomer({ id, key: String(id), stars: 1_000_000 });
  return await test.person({ id });
}
