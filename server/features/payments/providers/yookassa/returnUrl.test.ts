import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { startTelegramSimulator } from '../../../../../simulators/telegram/index.ts';
import { TEST_BOT_TOKEN, testApp } from '../../../../testing/testApp.ts';
import { returnUrlOf } from './returnUrl.ts';

const OTHER_TOKEN = '700000002:other-bot-token';
const telegram = await startTelegramSimulator({
  bots: [
    { name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' },
    { name: 'quiz', token: OTHER_TOKEN, username: 'aicoins_quiz_bot' },
  ],
});
const test = testApp({
  env: {
    TELEGRAM_API_ROOT: telegram.apiRoot,
    BOT_TOKEN: '',
    BOTS: `main=${TEST_BOT_TOKEN} quiz=${OTHER_TOKEN}`,
  },
});
afterAll(() => telegram.close());
const id = randomUUID();

it.each([
  ['https://t.me', 'main', `https://t.me/aicoins_bot?startapp=pay_${id}`],
  ['https://t.me/aicoins_bot', 'main', `https://t.me/aicoins_bot?startapp=pay_${id}`],
  ['https://t.me/AICoins_bot/app', 'main', `https://t.me/AICoins_bot/app?startapp=pay_${id}`],
  ['https://t.me/aicoins_bot/app', 'quiz', `https://t.me/aicoins_quiz_bot?startapp=pay_${id}`],
  [
    'https://coins.example/wallet/payments',
    'main',
    `https://coins.example/wallet/payments?startapp=pay_${id}`,
  ],
  [
    'https://coins.example/wallet/payments?from=shop',
    'quiz',
    `https://coins.example/wallet/payments?from=shop&bot=quiz&startapp=pay_${id}`,
  ],
])('leads from %s in the bot %s to %s', async (base, bot_name, expected) => {
  expect(await returnUrlOf(test.app, base, { id, bot_name })).toBe(expected);
});
