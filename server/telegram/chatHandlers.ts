/** What people write to the bot, and whether it may write to them. */
import type { Bot, Context } from 'grammy';
import type { User } from 'grammy/types';
import type { Language } from '../../shared/schemas/primitives.ts';
import type { Tx } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { claimEvent } from '../features/inbox/service.ts';
import { acceptLateInvite } from '../features/referrals/service.ts';
import { inviteOf } from '../features/referrals/startParam.ts';
import { languageOf } from '../features/users/present.ts';
import { type TelegramProfile, upsertTelegramUser } from '../features/users/service.ts';
import { otherLimits } from '../limits/callLimits.ts';
import type { BotContext } from './botContext.ts';
import { launchKeyboard } from './launchButton.ts';
import { showMenuButton } from './menuButton.ts';
import { words } from './messages.ts';
import { eventOf } from './updateEvent.ts';

const setAllowsMessages = sql(`update users set allows_messages = $2 where telegram_id = $1`);
const readLanguage = sql<{ language: Language | null; language_code: string | null }>(
  `select language, language_code from users where telegram_id = $1`,
);

/** Start parameters are what links can carry; anything else is a typed text. */
const START_PARAM = /^[\w-]{1,512}$/;

export function addChatHandlers(bot: Bot, context: BotContext): void {
  const { app, handle, afterwards } = context;
  const chats = bot.chatType('private');

  /** Registers who writes, once per update, and says in which language to answer; null = seen before. */
  async function meet(ctx: Context & { from: User }, startParam?: string) {
    return await app.db.transaction(async (tx): Promise<Language | null> => {
      if (!(await claimEvent(tx, eventOf(handle.name, ctx.update)))) {
        return null;
      }
      const { id: userId } = await upsertTelegramUser(
        app,
        tx,
        handle.name,
        profileOf(ctx.from, startParam),
      );
      const code = inviteOf(startParam);
      if (code !== null) {
        const startedAt = new Date((ctx.message?.date ?? 0) * 1000);
        await acceptLateInvite(tx, { userId, botName: handle.name }, { code, startedAt });
      }
      const [person] = await tx.query(readLanguage, [ctx.from.id]);
      return languageOf(person?.language ?? null, person?.language_code ?? null);
    });
  }

  /** Who writes faster than anybody reads is not answered, and neither is their message kept. */
  async function mayBeAnswered({ from }: Context & { from: User }): Promise<boolean> {
    const wait = await app.limits.take(
      from.id,
      'telegram.message',
      otherLimits['telegram.message'],
    );
    return wait === 0;
  }

  async function answerWithApp(
    ctx: Context & { from: User },
    { isStart = false, startParam }: { isStart?: boolean; startParam?: string | undefined } = {},
  ) {
    const language = (await mayBeAnswered(ctx)) && (await meet(ctx, startParam));
    if (language) {
      const keyboard = launchKeyboard(app, handle.name, language, { startParam });
      const text = keyboard ? words.start[language] : words.noAddress[language];
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
  for (const command of ['paysupport', 'terms'] as const) {
    chats.command(command, async (ctx) => {
      const language = (await mayBeAnswered(ctx)) && (await meet(ctx));
      if (language) {
        afterwards(handle.api.sendMessage(ctx.from.id, words[command][language]));
      }
    });
  }
  chats.on('message:write_access_allowed', (ctx) => meet(ctx));
  chats.on('message:text', (ctx) => answerWithApp(ctx));

  chats.on('my_chat_member', (ctx) => {
    const { from, new_chat_member: now } = ctx.myChatMember;
    const allows = now.status === 'member';
    return app.db.transaction(async (tx: Tx) => {
      if (await claimEvent(tx, eventOf(handle.name, ctx.update))) {
        await tx.query(setAllowsMessages, [from.id, allows]);
      }
    });
  });
}

function profileOf(from: User, startParam?: string): TelegramProfile {
  return {
    telegramId: from.id,
    firstName: from.first_name,
    lastName: from.last_name,
    username: from.username,
    languageCode: from.language_code,
    isPremium: from.is_premium ?? false,
    allowsMessages: true,
    startParam,
  };
}
