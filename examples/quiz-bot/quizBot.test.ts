/** The example as a developer starts it: a process with a key, in the simulated Telegram, beside a started server. */
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import type { InlineKeyboardButton, Message } from 'grammy/types';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startQuizBot } from '../../scripts/quizBot.ts';
import type { AppRouter } from '../../server/app/appRouter.ts';
import { serveHttp } from '../../server/testing/httpServer.ts';
import { initDataOf, testApp } from '../../server/testing/testApp.ts';
import type { LiveEvent } from '../../shared/schemas/live.ts';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/index.ts';
import { questions } from './questions.ts';

const PATIENCE = { timeout: 20_000 };
const BOT = 'quiz_bot';
const TOKEN = '100000003:test-token-of-the-quiz-example';

const test = testApp({ env: { PORT: '0' } });
let served: Awaited<ReturnType<typeof serveHttp>>;
let telegram: TelegramSimulator;
let quiz: Awaited<ReturnType<typeof startQuizBot>>;

const start = () =>
  startQuizBot(
    {
      databaseUrl: test.databaseUrl,
      botName: BOT,
      token: TOKEN,
      apiUrl: served.url,
      apiRoot: telegram.apiRoot,
      appLink: 'https://t.me/ai_coins_bot?startapp',
    },
    new AsyncDisposableStack(),
  );

beforeAll(async () => {
  served = await serveHttp(test.app);
  telegram = await startTelegramSimulator({
    bots: [{ name: BOT, token: TOKEN, username: 'ai_quiz_bot' }],
  });
  quiz = await start();
});
afterAll(async () => {
  const exitCode = await quiz.stop();
  await telegram.close();
  await served.stop();
  expect(exitCode).toBe(0);
});

/** Somebody who has the app open and plays in the bot's chat. */
async function player() {
  const { id, firstName } = telegram.world.createNewcomer();
  const person = { id, first_name: firstName, language_code: 'en' };
  const call = test.as(person);
  await call.me.launch();
  let seen = 0;
  /** The bot's next message. */
  const hear = async (): Promise<Message> => {
    const next = () =>
      telegram.chats
        .messages(BOT, id)
        .find((message) => message.from?.is_bot && message.message_id > seen);
    await expect.poll(next, PATIENCE).toBeDefined();
    const message = next() as Message;
    seen = message.message_id;
    return message;
  };
  const press = (message: Message, label: string) => {
    const keys = (message.reply_markup?.inline_keyboard ?? []).flat();
    const { callback_data: data } = keys.find(
      ({ text }) => text === label,
    ) as InlineKeyboardButton.CallbackButton;
    telegram.chats.press(BOT, id, message.message_id, data);
  };
  /** Answers the remaining questions and returns the result. */
  const answerAll = async (first: Message, choose = (right: number) => right) => {
    let message = first;
    while (message.text?.startsWith('Question')) {
      const question = questions.find(({ text }) => message.text?.includes(text.en));
      press(message, question?.options[choose(question.right)]?.en ?? '');
      message = await hear();
    }
    return message;
  };
  const say = (text: string) => telegram.chats.say(BOT, id, text);
  return { id, person, call, say, hear, press, answerAll };
}

it('brings XP, level, badge and history of a quiz into the open app, at once', async () => {
  const { person, call, say, hear, press, answerAll } = await player();
  const before = await call.me.get();
  const heard: LiveEvent[] = [];
  const headers = { authorization: `tma ${initDataOf(person)}` };
  const app = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${served.url}/trpc`,
        EventSource,
        eventSourceOptions: {
          fetch: (input, init) =>
            fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
        },
      }),
    ],
  });
  const stream = app.live.events.subscribe(undefined, { onData: (event) => heard.push(event) });
  await expect.poll(() => heard, PATIENCE).toEqual([{ type: 'connected' }]);

  say('/start');
  press(await hear(), 'Begin');
  const result = await answerAll(await hear());

  await expect
    .poll(() => new Set(heard.map(({ type }) => type)), PATIENCE)
    .toEqual(new Set(['connected', 'balance', 'training', 'level', 'badge']));
  expect(heard).toContainEqual(expect.objectContaining({ type: 'badge', code: 'quiz_guru' }));
  stream.unsubscribe();

  const { level } = await call.me.get();
  const { badges } = await call.progress.get();
  // The first training and the first level bring badges of their own.
  const fromBadges = badges
    .filter(({ earnedAt }) => earnedAt !== null)
    .reduce((sum, { xp }) => sum + xp, 0);
  expect(level.xp).toBe(before.level.xp + 150 + fromBadges);
  expect(level.level).toBeGreaterThan(before.level.level);
  expect(result.text).toBe(
    `Right answers: 5 of 5.\n+150 XP\nA new level: ${level.level}!\nA new badge: Quiz guru`,
  );
  expect(badges.find(({ code }) => code === 'quiz_guru')).toMatchObject({
    name: { ru: 'Гуру викторин', en: 'Quiz guru' },
    earnedInBot: BOT,
  });
  const { items, totals } = await call.progress.trainings({});
  expect(items).toMatchObject([
    { botName: BOT, title: 'Quiz guru', score: 100, maxScore: 100, questionCount: 5 },
  ]);
  expect(totals).toMatchObject({ trainings: 1, bestScore: 100 });
});

it('goes on after a restart, counts a repeated press once, and asks for access before each quiz', async () => {
  const { id, call, say, hear, press, answerAll } = await player();
  say('/start');
  const hello = await hear();
  press(hello, 'Begin');
  const first = await hear();
  const wrong = (right: number) => (right === 0 ? 1 : 0);
  const label = questions[0]?.options[wrong(questions[0].right)]?.en ?? '';
  press(first, label);
  await hear();
  press(first, label);
  await expect
    .poll(() => [...telegram.chats.callbackAnswers.values()], PATIENCE)
    .toContain('You have answered this question already');

  expect(await quiz.stop()).toBe(0);
  quiz = await start();
  press(hello, 'Begin');
  const second = await hear();
  expect(second.text).toContain('Question 2 of 5');
  const result = await answerAll(second, wrong);
  expect(result.text).toBe('Right answers: 0 of 5.');

  // Three quizzes are free; this person has begun one.
  const later = await answerAll(await pressAndHear(result, 'Once more'), wrong);
  const last = await answerAll(await pressAndHear(later, 'Once more'), wrong);
  const refused = await pressAndHear(last, 'Once more');
  expect(refused.text).toContain('Your free quizzes are used up');
  expect((await call.progress.trainings({})).totals).toMatchObject({ trainings: 3, bestScore: 0 });
  expect((await call.me.get()).level.level).toBe(1);
  expect(telegram.chats.messages(BOT, id).at(-1)).toEqual(refused);

  async function pressAndHear(message: Message, key: string): Promise<Message> {
    press(message, key);
    return await hear();
  }
});
