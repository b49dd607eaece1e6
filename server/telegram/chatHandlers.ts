/** Messages of people to the bot, and its write access. */
import type { Bot } from 'grammy';
import type { Language } from '../../shared/schemas/primitives.ts';
import type { Tx } from '../db/database.ts';
import { claimEvent } from '../features/inbox/service.ts';
import { setAllowsMessages } from '../features/users/telegramUsers.ts';
import type { BotContext } from './botContext.ts';
import { launchKeyboard } from './launchButton.ts';
import { showMenuButton } from './menuButton.ts';
import { texts } from './messages.ts';
import type { FromPerson, Senders } from './senders.ts';
import { eventOf } from './updateEvent.ts';

/** Start parameters hold only what links can carry; anything else is a typed text. */
const START_PARAM = /^[\w-]{1,512}$/;

export function addChatHandlers(bot: Bot, context: BotContext, senders: Senders): void {
  const { app, handle, afterwards } = context;
  const chats = bot.chatType('private');

  /** The admins' own texts, where they have set some. */
  async function textOf(what: 'start' | 'terms', language: Language) {
    const { settings } = await app.catalog.read();
    return settings[`${what}_text`]?.[language] ?? texts[what][language];
  }

  async function answerWithApp(
    ctx: FromPerson,
    { isStart = false, startParam }: { isStart?: boolean; startParam?: string | undefined } = {},
  ) {
    const registered =
      (await senders.mayBeAnswered(ctx)) && (await senders.register(ctx, { startParam }));
    if (registered) {
      const { language } = registered;
      const keyboard = launchKeyboard(app, handle.name, language, { startParam });
      const text = keyboard ? await textOf('start', language) : texts.noAddress[language];
      const other = keyboard ? { reply_markup: keyboard } : {};
      afterwards(handle.api.sendMessage(ctx.from.id, text, other));
      if (isStart) {
        afterwards(showMenuButton(app, handle, language, ctx.from.id));
      }
    }
  }

  chats.command('start', (ctx) => {
    const asked = ctx.match.trim();
    const startParam = START_PARAM.test(asked) ? asked : undefined;
    return answerWithApp(ctx, { isStart: true, startParam });
  });
  chats.command('terms', async (ctx) => {
    const registered = (await senders.mayBeAnswered(ctx)) && (await senders.register(ctx));
    if (registered) {
      afterwards(handle.api.sendMessage(ctx.from.id, await textOf('terms', registered.language)));
    }
  });
  chats.on('message:write_access_allowed', (ctx) => senders.register(ctx));
  chats.on('message:text', (ctx) => answerWithApp(ctx));

  chats.on('my_chat_member', (ctx) => {
    const { from, new_chat_member: now } = ctx.myChatMember;
    const allows = now.status === 'member';
    return app.db.transaction(async (tx: Tx) => {
      if (await claimEvent(tx, eventOf(handle.name, ctx.update))) {
        await setAllowsMessages(tx, from.id, allows);
      }
    });
  });
}
