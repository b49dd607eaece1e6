import type { Api } from 'grammy';
import type { BotConfig, Config } from '../app/config.ts';
import { throttledFetch } from '../core/throttledFetch.ts';
import { createBotApi } from './botApi.ts';

/** Anybody may ask for a bot's name; not every request may become a call to Telegram. */
const USERNAMES_PAUSE_MS = 5000;

/** One configured bot: its settings and its Bot API client. */
export interface BotHandle extends BotConfig {
  api: Api;
  /** As Telegram knows it; null until Telegram has answered. */
  username: string | null;
}

/** The configured bots by name; the first one is the default. */
export class BotDirectory {
  readonly #bots: Map<string, BotHandle>;
  readonly first: BotHandle;
  #formerNames: ReadonlyMap<string, number> = new Map();

  constructor(config: Config['telegram']) {
    this.#bots = new Map(
      config.bots.map((bot) => {
        const api = createBotApi(bot.token, config.apiRoot);
        return [bot.name, { ...bot, api, username: null }];
      }),
    );
    const [first] = this.#bots.values();
    if (!first) {
      throw new Error('no bot is configured');
    }
    this.first = first;
  }

  /** By the bot's current name, else by an earlier one. */
  find(name: string): BotHandle | undefined {
    const formerly = this.#formerNames.get(name);
    return (
      this.#bots.get(name) ??
      this.all().find(({ telegramId }) => formerly !== undefined && telegramId === formerly)
    );
  }

  /** @param names which bot (Telegram id) had a name that is not configured any more. */
  setFormerNames(names: ReadonlyMap<string, number>): void {
    this.#formerNames = names;
  }

  all(): BotHandle[] {
    return [...this.#bots.values()];
  }

  /**
   * Asks Telegram for the usernames that are still unknown, at most every five seconds.
   * @throws as the latest call did.
   */
  learnUsernames = throttledFetch(async () => {
    for (const bot of this.all().filter(({ username }) => username === null)) {
      bot.username = (await bot.api.getMe()).username;
    }
  }, USERNAMES_PAUSE_MS);
}
