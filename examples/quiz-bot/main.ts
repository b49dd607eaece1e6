/**
 * An example of a bot that runs elsewhere: a quiz which knows AI Coins by its REST API alone. It has a key, and
 * keeps its Telegram token to itself.
 *
 *     BOT_TOKEN=… AICOINS_URL=https://coins.example.com AICOINS_KEY=aic_… AICOINS_APP=https://t.me/<bot>?startapp \
 *       node examples/quiz-bot/main.ts
 *
 * `npm run dev -- --with=quiz` starts it in the simulated Telegram.
 */
import { createQuizBot, quizGuru, type Session } from './bot.ts';
import { createCoins } from './coins.ts';

function setting(name: string, otherwise?: string): string {
  const value = process.env[name] || otherwise;
  if (value === undefined) {
    process.stderr.write(`${name} is not set.\n`);
    process.exit(1);
  }
  return value;
}

const coins = createCoins<Session>({
  url: setting('AICOINS_URL').replace(/\/$/, ''),
  key: setting('AICOINS_KEY'),
});
const bot = createQuizBot({
  token: setting('BOT_TOKEN'),
  apiRoot: setting('TELEGRAM_API_ROOT', 'https://api.telegram.org'),
  appLink: setting('AICOINS_APP'),
  coins,
});
const { code, ...badge } = quizGuru;
await coins.defineBadge(code, badge);
await bot.api.setMyCommands([{ command: 'start', description: 'Quiz' }]);
// Until here a signal ends the process; a bot that has not started can't be stopped.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The last request confirms the updates that were handled. Without it they come again, and count once.
  process.once(signal, () => bot.stop().catch(() => undefined));
}
await bot.start();
