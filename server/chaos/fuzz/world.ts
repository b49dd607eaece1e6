/** The environment of the server under test: simulators, people, and the server's settings for them. */
import { startFalSimulator } from '../../../simulators/fal/index.ts';
import { startGoogleSimulator } from '../../../simulators/google/index.ts';
import { startTelegramSimulator } from '../../../simulators/telegram/index.ts';
import { signInitData } from '../../../simulators/telegram/signInitData.ts';
import { startYooKassaSimulator } from '../../../simulators/yookassa/index.ts';
import type { Database } from '../../db/database.ts';
import { sql } from '../../db/statement.ts';

const insertWebinar = sql(`
  insert into webinars (id, title, description, starts_at, duration_minutes, link, capacity)
  values (gen_random_uuid(), 'Prompts', '', now() + interval '2 days', 60, 'https://example.org', 5)
`);

/** Something to register for. */
export async function addWebinars(db: Database): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await db.transaction((tx) => tx.query(insertWebinar));
  }
}

const MAIN_TOKEN = '100000001:test-token-of-the-main-bot';
const QUIZ_TOKEN = '100000002:test-token-of-the-quiz-bot';
export const WEBHOOK_SECRET = 'webhook-secret-of-the-fuzz';
const FIRST_ADMIN = 900_001;
const ADMINS = 40;
const FIRST_PERSON = 5_000_000;

export const roles = ['person', 'admin', 'quiz', 'nobody'] as const;
export type Role = (typeof roles)[number];

export async function startWorld() {
  const telegram = await startTelegramSimulator({
    bots: [
      { name: 'main', token: MAIN_TOKEN, username: 'aicoins_bot' },
      { name: 'quiz', token: QUIZ_TOKEN, username: 'aicoins_quiz_bot' },
    ],
  });
  const shop = { shopId: '100500', secretKey: 'test_key' };
  const yookassa = await startYooKassaSimulator(shop);
  const fal = await startFalSimulator({ key: 'fuzz-fal-key' });
  const google = await startGoogleSimulator({ key: 'fuzz-gemini-key' });
  return {
    env: {
      BOT_TOKEN: '',
      BOTS: `main=${MAIN_TOKEN} quiz=${QUIZ_TOKEN}`,
      BOT_MODE: 'webhook',
      PUBLIC_URL: telegram.url,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ADMIN_TELEGRAM_IDS: Array.from({ length: ADMINS }, (_, i) => FIRST_ADMIN + i).join(' '),
      YOOKASSA_ENABLED: 'main',
      YOOKASSA_SHOP_ID: shop.shopId,
      YOOKASSA_SECRET_KEY: shop.secretKey,
      YOOKASSA_RETURN_URL: 'https://example.org/wallet/payments',
      YOOKASSA_API_ROOT: yookassa.apiRoot,
      FAL_KEY: 'fuzz-fal-key',
      FAL_API_ROOT: fal.url,
      GEMINI_API_KEY: 'fuzz-gemini-key',
      GEMINI_API_ROOT: google.url,
      PORT: '0',
    } as Record<string, string>,
    /** The server's URL, for the notifications of both providers. */
    setServer(url: string) {
      telegram.setAppUrl(url);
      yookassa.notificationUrl = `${url}/yookassa/webhook`;
    },
    /** The headers of a person of this role; each number is another person. */
    credentialsOf(role: Role, number: number): Record<string, string> {
      if (role === 'nobody') {
        return {};
      }
      const id = role === 'admin' ? FIRST_ADMIN + (number % ADMINS) : FIRST_PERSON + number;
      if (!telegram.world.findPerson(id)) {
        telegram.world.createNewcomer({ id, key: String(id), stars: 100_000 });
      }
      const user = { id, first_name: `Person ${number}`, language_code: number % 2 ? 'ru' : 'en' };
      const data = signInitData(
        { user: JSON.stringify(user), auth_date: String(Math.floor(Date.now() / 1000)) },
        role === 'quiz' ? QUIZ_TOKEN : MAIN_TOKEN,
      );
      return { authorization: `tma ${data}`, ...(role === 'quiz' ? { 'x-bot': 'quiz' } : {}) };
    },
    async close() {
      await Promise.all([telegram.close(), yookassa.close(), fal.close(), google.close()]);
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;
