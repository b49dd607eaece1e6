/**
 * The chat of the quiz. The answers are stored in the session at AI Coins, so the bot can be stopped at any
 * moment; payments, trainings and rewards carry the quiz's id, so that repetitions count once.
 */
import { Bot, type Context, InlineKeyboard } from 'grammy';
import { type Coins, CoinsError, type State } from './coins.ts';
import { type Language, questions, words } from './questions.ts';

interface Quiz {
  /** The person and the message under which it was begun. */
  id: string;
  /** The number of answered questions, and of right answers. */
  answered: number;
  right: number;
}

/** What the bot stores about a person; initially an empty object. */
export interface Session {
  quiz?: Quiz | null;
}

export interface QuizBotOptions {
  token: string;
  /** The address of the Bot API. */
  apiRoot: string;
  coins: Coins<Session>;
  /** Link that opens the app. */
  appLink: string;
}

const FREE_QUIZZES = 3;
const XP_FOR_RIGHT = 30;
const POINTS_FOR_RIGHT = 20;

export const quizGuru = {
  code: 'quiz_guru',
  name: { ru: 'Гуру викторин', en: 'Quiz guru' },
  description: { ru: 'Все ответы викторины верны', en: 'Every answer of a quiz was right' },
  icon: 'graduation-cap',
  rarity: 'rare',
  xp: 20,
};

/** A person in this chat. */
interface Talk extends State<Session> {
  telegramId: number;
  language: Language;
}

export function createQuizBot({ token, apiRoot, coins, appLink }: QuizBotOptions): Bot {
  const bot = new Bot(token, { client: { apiRoot } });

  bot.command('start', async (context) => {
    const talk = await meet(context);
    await coins.welcome(talk.telegramId, FREE_QUIZZES);
    const { hello, begin } = words[talk.language];
    await context.reply(hello(context.from?.first_name ?? ''), {
      reply_markup: new InlineKeyboard().text(begin, 'begin'),
    });
  });

  bot.callbackQuery('begin', async (context) => {
    const talk = await meet(context);
    const { message } = context.callbackQuery;
    const { quiz } = talk.session;
    if (quiz) {
      await goOn(context, talk, quiz);
    } else {
      const id = `${talk.telegramId}-${message?.message_id}`;
      await coins.spendAccess(talk.telegramId, id);
      await keep(context, talk, { id, answered: 0, right: 0 });
    }
    await context.answerCallbackQuery();
  });

  bot.callbackQuery(/^(\d+):(\d+)$/, async (context) => {
    const talk = await meet(context);
    const { quiz } = talk.session;
    const [nth, chosen] = context.callbackQuery.data.split(':').map(Number);
    const question = questions[nth ?? 0];
    if (!quiz || quiz.answered !== nth || !question) {
      await context.answerCallbackQuery(words[talk.language].isOver);
      return;
    }
    const isRight = question.right === chosen;
    await context.answerCallbackQuery(isRight ? '✓' : '✗');
    const right = quiz.right + (isRight ? 1 : 0);
    await keep(context, talk, { ...quiz, answered: quiz.answered + 1, right });
  });

  bot.catch(async ({ ctx, error }) => {
    const language = ctx.from?.language_code === 'ru' ? 'ru' : 'en';
    const { noAccess, paused, progress } = words[language];
    if (error instanceof CoinsError && error.status === 402) {
      await ctx.reply(noAccess, { reply_markup: new InlineKeyboard().url(progress, appLink) });
    } else {
      process.stderr.write(`quiz bot: ${error instanceof Error ? error.message : error}\n`);
      await ctx.reply(paused).catch(() => undefined);
    }
  });

  async function meet({ from }: Context): Promise<Talk> {
    if (!from) {
      throw new Error('a message of nobody');
    }
    const { session, version, user } = await coins.meet({
      telegramId: from.id,
      firstName: from.first_name,
      username: from.username,
      languageCode: from.language_code,
    });
    return { telegramId: from.id, language: user.language, session, version };
  }

  /** Saves the answer and continues. Of two concurrent presses, one is saved. */
  async function keep(context: Context, talk: Talk, quiz: Quiz): Promise<void> {
    const { telegramId, version } = talk;
    const saved = await coins.save(telegramId, { session: { quiz }, version });
    if (saved) {
      await goOn(context, { ...talk, version: saved.version }, quiz);
    }
  }

  async function goOn(context: Context, talk: Talk, quiz: Quiz): Promise<void> {
    const question = questions[quiz.answered];
    if (!question) {
      await finish(context, talk, quiz);
      return;
    }
    const { language } = talk;
    const keyboard = new InlineKeyboard();
    for (const [at, option] of question.options.entries()) {
      keyboard.text(option[language], `${quiz.answered}:${at}`).row();
    }
    const heading = words[language].question(quiz.answered + 1);
    await context.reply(`${heading}\n\n${question.text[language]}`, { reply_markup: keyboard });
  }

  /** Records the training, XP and badge; then clears the session for the next quiz. */
  async function finish(context: Context, talk: Talk, quiz: Quiz): Promise<void> {
    const { telegramId, language, version } = talk;
    const { result, xp, level, badge, again, progress } = words[language];
    const lines = [result(quiz.right)];
    await coins.recordTraining(telegramId, quiz.id, {
      title: quizGuru.name[language],
      totalScore: quiz.right * POINTS_FOR_RIGHT,
      maxScore: questions.length * POINTS_FOR_RIGHT,
      questionCount: questions.length,
      perTypeCounts: Object.fromEntries(
        [...Map.groupBy(questions, ({ topic }) => topic)].map(([topic, { length }]) => [
          topic,
          length,
        ]),
      ),
    });
    if (quiz.right > 0) {
      const amount = quiz.right * XP_FOR_RIGHT;
      const reached = await coins.addXp(telegramId, quiz.id, amount);
      lines.push(xp(amount), ...(reached.leveledUp ? [level(reached.newLevel)] : []));
    }
    if (quiz.right === questions.length) {
      const { awarded } = await coins.awardBadge(telegramId, quiz.id, quizGuru.code);
      lines.push(...(awarded ? [badge] : []));
    }
    await coins.save(telegramId, { session: { quiz: null }, version });
    await context.reply(lines.join('\n'), {
      reply_markup: new InlineKeyboard().text(again, 'begin').url(progress, appLink),
    });
  }

  return bot;
}
