/**
 * `npm run setup`: asks an owner for what only they know, validates each answer as it is given, writes
 * `.env`, and registers the bot at Telegram. Values in the environment or in `.env` are used as answers, so
 * it can be repeated, and run without a terminal.
 */
import { randomBytes } from 'node:crypto';
import { ConfigError, environmentNames, readConfig } from '../app/config.ts';
import { botTokenForm } from '../core/config/bots.ts';
import { environment } from '../core/config/environment.ts';
import { reasonOf } from '../core/finding.ts';
import { createBotApi } from '../telegram/botApi.ts';
import { describeBot, setCommands, setUpdates } from '../telegram/botProfile.ts';
import { addressProblem } from './checks/address.ts';
import { checkDatabase } from './checks/database.ts';
import { checkToken } from './checks/telegram.ts';
import type { EnvFile } from './envFile.ts';

const SECRET_BYTES = 32;
const TELEGRAM_API_ROOT = 'https://api.telegram.org';

type Environment = Record<string, string | undefined>;

/** One question. */
interface Question {
  name: string;
  text: string;
  /** An empty answer is allowed. */
  optional?: boolean;
  /** Not echoed. */
  secret?: boolean;
  /** @returns what is wrong with the answer, in a sentence; null when it is valid. */
  problem(answer: string): Promise<string | null> | string | null;
}

export interface SetupOptions {
  file: EnvFile;
  env: Environment;
  print: (line: string) => void;
  /** Asks the owner; null without a terminal. */
  ask: ((text: string, options: { secret: boolean }) => Promise<string>) | null;
}

/** An answer is missing or wrong, and there is no terminal to ask. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

function questionsFor(env: Environment): Question[] {
  const apiRoot = env.TELEGRAM_API_ROOT || TELEGRAM_API_ROOT;
  return [
    ...(env.BOTS
      ? []
      : [
          {
            name: 'BOT_TOKEN',
            text: 'Token of your bot (from @BotFather)',
            secret: true,
            problem: (token: string) =>
              botTokenForm.test(token)
                ? checkToken(createBotApi(token, apiRoot))
                : 'A token looks like 123456:ABC-def; @BotFather shows it (/mybots → API Token).',
          },
        ]),
    {
      name: 'DATABASE_URL',
      text: 'Address of your PostgreSQL (postgres://user:password@host:5432/database)',
      secret: true,
      problem: async (url) => {
        if (!environment.shape.DATABASE_URL.safeParse(url).success) {
          return 'This is no address of PostgreSQL; one looks like postgres://user:password@host:5432/database.';
        }
        const [failed] = (await checkDatabase(url, 1)).filter(
          ({ subject, state }) => subject === 'database' && state === 'problem',
        );
        return failed ? `${failed.text} ${failed.advice}` : null;
      },
    },
    {
      name: 'PUBLIC_URL',
      text: 'https address under which people reach this server (empty: not yet, the bot polls)',
      optional: true,
      problem: (url) => addressProblem(url, apiRoot),
    },
    {
      name: 'ADMIN_TELEGRAM_IDS',
      text: 'Telegram ids of the admins, separated by commas (yours: ask @userinfobot)',
      optional: true,
      problem: (ids) =>
        /^\d{1,16}(\s*,\s*\d{1,16})*$/.test(ids) ? null : 'These are numbers, separated by commas.',
    },
  ];
}

/** @returns what is wrong with an answer, in a sentence; null when it is valid. */
async function problemOf(question: Question, answer: string): Promise<string | null> {
  if (answer) {
    return await question.problem(answer);
  }
  return question.optional ? null : 'is missing.';
}

/** @throws SetupError when there is no terminal and an answer is missing or wrong. */
async function answerTo(question: Question, options: SetupOptions): Promise<string> {
  const { file, env, print, ask } = options;
  const { name, text, secret = false } = question;
  const askOwner = async () => (ask === null ? '' : (await ask(text, { secret })).trim());
  let answer = env[name] || file.get(name) || (await askOwner());
  for (;;) {
    const wrong = await problemOf(question, answer);
    if (wrong === null) {
      return answer;
    }
    if (ask === null) {
      throw new SetupError(`${name}: ${wrong}`);
    }
    print(`${name}: ${wrong}`);
    answer = await askOwner();
  }
}

/**
 * Asks, writes `.env` and registers the bot.
 * @returns the environment that the server will see.
 */
export async function setUp(options: SetupOptions): Promise<Environment> {
  const { file, env, print } = options;
  for (const question of questionsFor(env)) {
    file.set(question.name, await answerTo(question, options));
  }
  for (const name of ['TELEGRAM_WEBHOOK_SECRET', 'LINK_SECRET', 'METRICS_TOKEN']) {
    if (!(env[name] || file.get(name))) {
      file.set(name, randomBytes(SECRET_BYTES).toString('base64url'));
    }
  }
  // Settings beside the questions that were given for this run hold for the server, too.
  for (const name of environmentNames) {
    const value = env[name];
    if (value && file.get(name) !== value) {
      file.set(name, value);
    }
  }
  const complete = { ...file.values(), ...defined(env) };
  const config = readSetupConfig(complete);
  await file.save();
  print(`Written to ${file.path}, readable by you alone.`);
  for (const bot of config.telegram.bots) {
    const api = createBotApi(bot.token, config.telegram.apiRoot);
    try {
      await setUpdates(api, bot.name, config);
      await setCommands(api);
      await describeBot(api);
      print(
        `Bot ${bot.name}: updates, commands and descriptions are set; the menu button follows at the start.`,
      );
    } catch (error) {
      print(
        `Bot ${bot.name}: Telegram could not be told (${reasonOf(error)}); the server tells it at its start.`,
      );
    }
  }
  return complete;
}

function readSetupConfig(env: Environment) {
  try {
    return readConfig(env);
  } catch (error) {
    throw error instanceof ConfigError ? new SetupError(error.message) : error;
  }
}

const defined = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value));
