import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';

/** The bot's name for links; asked of Telegram when the start could not get it. */
export async function usernameOf(app: AppContext, botName: string): Promise<string> {
  const bot = app.bots.find(botName) ?? app.bots.first;
  if (bot.username === null) {
    await app.bots.learnUsernames().catch((cause: unknown) => {
      throw new DomainError('OVERLOADED', {}, { cause });
    });
  }
  return bot.username ?? '';
}
