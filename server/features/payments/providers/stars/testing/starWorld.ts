/**
 * A test environment for Stars: the server over real HTTP, and a simulated Telegram that sends it updates by
 * webhook.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import type { Purchase } from '../../../../../../shared/schemas/payments.ts';
import {
  type Person,
  startTelegramSimulator,
} from '../../../../../../simulators/telegram/index.ts';
import type { AppContext } from '../../../../../app/context.ts';
import type { Overrides } from '../../../../../app/createContext.ts';
import { createApp } from '../../../../../app/httpApp.ts';
import { sql } from '../../../../../db/statement.ts';
import { startBots } from '../../../../../telegram/startBots.ts';
import { ADMIN_TELEGRAM_ID, TEST_BOT_TOKEN, testApp } from '../../../../../testing/testApp.ts';

export const WEBHOOK_SECRET = 'webhook-secret-of-the-tests';
const QUIZ_BOT_TOKEN = '100000002:test-token-of-the-quiz-bot';

/** For waiting on a machine that is busy with other tests. */
export const PATIENCE = { timeout: 20_000 };

type Payer = Pick<Awaited<ReturnType<ReturnType<typeof testApp>['person']>>, 'call'>;

export interface ChargeOfOrder {
  charge_id: string;
  status: string;
  coins: number;
}

const readCharges = sql<ChargeOfOrder>(
  `select charge_id, status, coins from payment_charges where payment_id = $1 order by created_at`,
);
const readAlerts = sql<{ kind: string; key: string; detail: unknown; resolved_at: Date | null }>(
  `select kind, key, detail, resolved_at from alerts order by id`,
);

/** For the top of a test file. */
export async function starWorld(env: Record<string, string> = {}, overrides: Overrides = {}) {
  const telegram = await startTelegramSimulator({
    bots: [
      { name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' },
      { name: 'quiz', token: QUIZ_BOT_TOKEN, username: 'aicoins_quiz_bot' },
    ],
    retryDelaysMs: [20, 50, 100],
  });
  const test = testApp({
    worker: true,
    overrides,
    env: {
      BOT_TOKEN: '',
      BOTS: `main=${TEST_BOT_TOKEN} quiz=${QUIZ_BOT_TOKEN}`,
      BOT_MODE: 'webhook',
      PUBLIC_URL: telegram.url,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ...env,
    },
  });
  let server: Server | undefined;
  let bots: ReturnType<typeof startBots> | undefined;
  beforeAll(async () => {
    server = createServer(createApp(test.app)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    telegram.setAppUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    bots = startBots(test.app);
    await vi.waitFor(() => {
      expect(telegram.world.profile('quiz').menuButton.type).toBe('web_app');
      expect(telegram.world.profile('main').menuButton.type).toBe('web_app');
    }, PATIENCE);
  });
  // Runs before the app itself is closed.
  afterAll(async () => {
    await bots?.stop();
    await telegram.close();
    server?.closeAllConnections();
    server?.close();
  });

  let lastUpdateId = 10;
  let lastId = ADMIN_TELEGRAM_ID + 1_000_000;
  return {
    telegram,
    test,
    get app(): AppContext {
      return test.app;
    },
    /** Somebody with Stars who has launched the app. */
    async payer(changes: Partial<Person> = {}) {
      lastId += 1;
      const person = telegram.world.createNewcomer({
        id: lastId,
        key: String(lastId),
        stars: 5000,
        ...changes,
      });
      const launched = await test.person({
        id: person.id,
        first_name: person.firstName,
        language_code: person.languageCode,
      });
      return { ...launched, person };
    },
    /** Resolves when every update has been answered. */
    settled: () => telegram.queue('main').idle(),
    /** Sends an update of any content to the webhook, as Telegram or as somebody else. */
    async send(update: object, { bot = 'main', secret = WEBHOOK_SECRET } = {}): Promise<number> {
      lastUpdateId += 1;
      const response = await fetch(`${telegram.url}/telegram/webhook/${bot}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': secret,
        },
        body: JSON.stringify({ update_id: lastUpdateId, ...update }),
      });
      return response.status;
    },
    /** Orders something in Stars; `link` is where it is paid. */
    async order(payer: Payer, item: Purchase = { type: 'pack', code: 'coins-100' }) {
      const requestId = randomUUID();
      const order = await payer.call.payments.create({ requestId, provider: 'stars', item });
      return { ...order, link: order.payUrl ?? '' };
    },
    coinsOf: async (payer: Payer) => (await payer.call.me.get()).balance.coins,
    charges: (paymentId: string) => test.app.db.query(readCharges, [paymentId]),
    alerts: () => test.app.db.query(readAlerts),
  };
}

/** Coins (hundredths) that everybody has from their first launch. */
export const START_COINS = 10_000;
