/** Support through the bot: messages of people who have asked for it, and answers from the staff group. */
import type { Bot } from 'grammy';
import type { Message } from 'grammy/types';
import type { Language } from '../../shared/schemas/primitives.ts';
import type { AppContext } from '../app/context.ts';
import { claimEvent } from '../features/inbox/service.ts';
import { findThreadOf } from '../features/support/group.ts';
import {
  addAnswer,
  addPersonsMessage,
  isListening,
  listenTo,
} from '../features/support/service.ts';
import { procedureLimits } from '../limits/callLimits.ts';
import type { BotContext } from './botContext.ts';
import { texts } from './messages.ts';
import type { FromPerson, Senders } from './senders.ts';
import { eventOf } from './updateEvent.ts';

/** `/start` with this, as links of the app do, asks for support. */
export const SUPPORT_PARAM = 'support';

export function addSupportHandlers(bot: Bot, context: BotContext, senders: Senders): void {
  const { app, handle, afterwards } = context;
  const chats = bot.chatType('private');

  /** Whom to write to outside of the bot, where admins have named somebody. */
  async function directContact(language: Language) {
    const { support_contact: contact } = (await app.catalog.read()).settings;
    return contact && texts.supportContact[language].replace('{{contact}}', () => contact);
  }

  /** Explains how support works, and takes the next texts for it. */
  async function offerSupport(ctx: FromPerson, text: 'paysupport' | 'support') {
    const registered =
      (await senders.mayBeAnswered(ctx)) &&
      (await senders.register(ctx, {
        also: (tx, userId) => listenTo(app, tx, userId, handle.name),
      }));
    if (registered) {
      const { language } = registered;
      const lines = [texts[text][language], await directContact(language)];
      afterwards(handle.api.sendMessage(ctx.from.id, lines.filter(Boolean).join('\n\n')));
    }
  }

  chats.command('paysupport', (ctx) => offerSupport(ctx, 'paysupport'));
  chats.command('support', (ctx) => offerSupport(ctx, 'support'));
  chats.command('start', async (ctx, next) =>
    ctx.match.trim() === SUPPORT_PARAM ? offerSupport(ctx, 'support') : next(),
  );

  /** Keeps what is written to support. @returns what to answer with; null for nothing. */
  async function takeMessage(ctx: FromPerson, text: string | undefined) {
    const wait = text === undefined ? 0 : await takeFromLimit(app, ctx.from.id);
    const registered = await senders.register(ctx, {
      also: async (tx, userId) => {
        if (text === undefined || wait > 0) {
          return wait > 0 ? texts.supportLimit : texts.supportTextOnly;
        }
        const message = { userId, botName: handle.name, channel: 'bot' as const, text };
        const { isFirst } = await addPersonsMessage(app, tx, message);
        return isFirst ? texts.supportTaken : null;
      },
    });
    return registered?.result ? registered.result[registered.language] : null;
  }

  chats.on('message', async (ctx, next) => {
    const { text } = ctx.message;
    const isOther = isService(ctx.message) || text?.startsWith('/');
    if (isOther || !(await isListening(app, ctx.from.id))) {
      return next();
    }
    const answer = (await senders.mayBeAnswered(ctx)) ? await takeMessage(ctx, text) : null;
    if (answer !== null) {
      afterwards(handle.api.sendMessage(ctx.from.id, answer));
    }
  });

  bot.on('message', async (ctx, next) => {
    const { message } = ctx;
    if (!isFromGroup(context, message)) {
      return next();
    }
    const { text } = message;
    if (text?.startsWith('/') || isService(message)) {
      return;
    }
    const isTaken = await app.db.transaction(async (tx) => {
      const thread = await findThreadOf(tx, message);
      if (!thread || !(await claimEvent(tx, eventOf(handle.name, ctx.update)))) {
        return null;
      }
      if (text !== undefined) {
        const { userId } = thread;
        await addAnswer(app, tx, { userId, text, adminUserId: null, channel: 'group' });
      }
      return text !== undefined;
    });
    if (isTaken === false) {
      const reply = { reply_parameters: { message_id: message.message_id } };
      afterwards(handle.api.sendMessage(message.chat.id, texts.groupTextOnly.ru, reply));
    }
  });
}

async function takeFromLimit(app: AppContext, telegramId: number): Promise<number> {
  const limit = procedureLimits['support.send'];
  return limit ? await app.limits.take(telegramId, 'support.send', limit) : 0;
}

/** Telegram's service messages, such as a new topic, a payment or a permission. */
function isService(message: Message): boolean {
  return !(
    'text' in message ||
    'photo' in message ||
    'video' in message ||
    'document' in message ||
    'voice' in message ||
    'audio' in message ||
    'sticker' in message ||
    'video_note' in message ||
    'animation' in message
  );
}

/** The first bot alone serves the staff group; other bots may write there, and are not staff. */
function isFromGroup({ app, handle }: BotContext, { chat, from, sender_chat }: Message): boolean {
  const isPerson = from?.is_bot === false || sender_chat?.id === chat.id;
  return (
    chat.id === app.config.telegram.supportChatId && handle.name === app.bots.first.name && isPerson
  );
}
