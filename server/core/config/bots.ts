import type { Environment } from './environment.ts';

/** The form of a token of @BotFather. */
export const botTokenForm = /^\d{1,16}:[\w-]{3,}$/;

export interface BotConfig {
  name: string;
  token: string;
  /** The part of the token before the colon. */
  telegramId: number;
}

/** `main=123:abc quiz=456:def`, or the single token of the bot `main`. */
function namedTokens(env: Environment): [name: string, token: string][] {
  if (env.BOTS) {
    return env.BOTS.trim()
      .split(/[\s,]+/)
      .map((pair) => {
        const [name = '', token = ''] = pair.split('=', 2);
        return [name, token];
      });
  }
  return env.BOT_TOKEN ? [['main', env.BOT_TOKEN]] : [];
}

/** The bots that share one database. */
export function readBots(env: Environment, problems: string[]): BotConfig[] {
  const pairs = namedTokens(env);
  const variable = env.BOTS ? 'BOTS' : 'BOT_TOKEN';
  if (env.BOT_TOKEN && env.BOTS) {
    problems.push('BOT_TOKEN and BOTS: set one of them, not both');
  }
  if (pairs.length === 0) {
    problems.push(
      'BOT_TOKEN: is missing; create a bot with @BotFather and put its token here (or several into BOTS)',
    );
  }
  const bots: BotConfig[] = [];
  for (const [index, [name, token]] of pairs.entries()) {
    if (!/^[a-z][a-z0-9_-]{0,31}$/.test(name) || !botTokenForm.test(token)) {
      // By position: a token written where a name belongs must not be shown.
      problems.push(
        `${variable}: bot ${index + 1}: its token must look like 123456:ABC-def, its name like main or quiz_bot`,
      );
    } else if (bots.some((bot) => bot.name === name)) {
      problems.push(`BOTS: "${name}" stands twice`);
    } else {
      bots.push({ name, token, telegramId: Number(token.split(':', 1)[0]) });
    }
  }
  return bots;
}
