/**
 * One grammY bot per configured bot. It launches the app, does what Telegram requires of bots that take
 * payments, and nothing else. Everything a handler writes is one transaction together with the update's own
 * number, so a repeated update changes nothing.
 */
import { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { AppContext } from '../app/context.ts';
import { clientOptions, guardErrors } from './botApi.ts';
import type { BotContext } from './botContext.ts';
import type { BotHandle } from './bots.ts';
import { addChatHandlers } from './chatHandlers.ts';
import { createSenders } from './senders.ts';
import { addSupportHandlers } from './supportHandlers.ts';

/** The kinds of updates that the bot subscribes to. */
export const allowedUpdates = [
  'message',
  'pre_checkout_query',
  'my_chat_member',
  'subscription',
] as const;

export interface RunningBot {
  handle: BotHandle;
  bot: Bot;
  /** Resolves when nothing is running any more. */
  idle(): Promise<void>;
}

export function createBot(app: AppContext, handle: BotHandle): RunningBot {
  const bot = guardErrors(
    new Bot(handle.token, {
      // Enough to receive updates before `getMe` has been answered.
      botInfo: botInfoOf(handle),
      client: clientOptions(app.config.telegram.apiRoot),
    }),
  );
  const pending = new Set<Promise<unknown>>();
  const context: BotContext = {
    app,
    handle,
    afterwards(work) {
      const logged = work
        .catch((error: unknown) =>
          app.log.warn({ err: error, bot: handle.name }, 'a reply of the bot failed'),
        )
        .finally(() => pending.delete(logged));
      pending.add(logged);
    },
  };
  const senders = createSenders(context);
  for (const gateway of Object.values(app.payments)) {
    gateway.handleUpdates?.(bot, handle.name);
  }
  addSupportHandlers(bot, context, senders);
  addChatHandlers(bot, context, senders);
  return {
    handle,
    bot,
    async idle() {
      while (pending.size > 0) {
        await Promise.all(pending);
      }
    },
  };
}

function botInfoOf({ telegramId, name, username }: BotHandle): UserFromGetMe {
  return {
    id: telegramId,
    is_bot: true,
    first_name: name,
    username: username ?? name,
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: true,
  } as UserFromGetMe;
}
