/** Senders of messages to a bot: registered, and answered no more often than the limit allows. */
import type { Context } from 'grammy';
import type { User } from 'grammy/types';
import type { Language } from '../../shared/schemas/primitives.ts';
import type { Tx } from '../db/database.ts';
import { claimEvent } from '../features/inbox/service.ts';
import { acceptLateInvite } from '../features/referrals/service.ts';
import { inviteOf } from '../features/referrals/startParam.ts';
import { findPerson, isReturned } from '../features/users/lookup.ts';
import { languageOf } from '../features/users/present.ts';
import { type TelegramProfile, upsertTelegramUser } from '../features/users/service.ts';
import { otherLimits } from '../limits/callLimits.ts';
import type { BotContext } from './botContext.ts';
import { eventOf } from './updateEvent.ts';

export type FromPerson = Context & { from: User };

interface Registered<Result> {
  language: Language;
  result: Result | undefined;
}

interface RegisterOptions<Result> {
  startParam?: string | undefined;
  /** Joins the transaction of the update. */
  also?: (tx: Tx, userId: number) => Promise<Result>;
}

export interface Senders {
  /** Registers the sender, once per update, and returns the language of the reply; null = seen before. */
  register<Result = undefined>(
    ctx: FromPerson,
    options?: RegisterOptions<Result>,
  ): Promise<Registered<Result> | null>;
  /** A person above the limit gets no answer, and their message is not stored. */
  mayBeAnswered(ctx: FromPerson): Promise<boolean>;
}

export function createSenders({ app, handle }: BotContext): Senders {
  return {
    async register(ctx, { startParam, also } = {}) {
      return await app.db.transaction(async (tx) => {
        if (!(await claimEvent(tx, eventOf(handle.name, ctx.update)))) {
          return null;
        }
        const profile = profileOf(ctx.from, startParam);
        const { id: userId } = await upsertTelegramUser(app, tx, handle.name, profile);
        const code = inviteOf(startParam);
        if (code !== null && !(await isReturned(tx, userId))) {
          const startedAt = new Date((ctx.message?.date ?? 0) * 1000);
          await acceptLateInvite(tx, { userId, botName: handle.name }, { code, startedAt });
        }
        const person = await findPerson(tx, userId);
        const language = languageOf(person?.language ?? null, person?.languageCode ?? null);
        return { language, result: await also?.(tx, userId) };
      });
    },
    async mayBeAnswered({ from }) {
      const limit = otherLimits['telegram.message'];
      return (await app.limits.take(from.id, 'telegram.message', limit)) === 0;
    },
  };
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
