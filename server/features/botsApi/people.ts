/** Which people a bot may access, and what it is told of them. */
import type { z } from 'zod';
import type { personInput, personState, SessionState } from '../../../shared/schemas/botsApi.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { levelProgressOf } from '../progress/lookup.ts';
import {
  type BotSession,
  findByTelegramId,
  findSession,
  languageOf,
  type User,
} from '../users/lookup.ts';
import { openSession, upsertTelegramUser } from '../users/service.ts';
import type { ApiBot } from './keys.ts';

/**
 * Finds a person for a bot: one whom it has met, or anybody for a trusted key. An unknown person and an
 * inaccessible one get the same answer.
 * @throws DomainError PERSON_UNKNOWN, ACCOUNT_PAUSED.
 */
export async function findPerson(
  reader: AppContext['db'] | Tx,
  bot: ApiBot,
  telegramId: number,
): Promise<User> {
  const user = await findByTelegramId(reader, telegramId);
  if (!user || !(bot.trusted || (await findSession(reader, user.id, bot.name)))) {
    throw new DomainError('PERSON_UNKNOWN');
  }
  if (user.blockedAt) {
    throw new DomainError('ACCOUNT_PAUSED');
  }
  return user;
}

/**
 * Registers a person and opens their session in the bot; existing ones are kept. The profile that the bot
 * passes on from Telegram is stored.
 * @throws DomainError ACCOUNT_PAUSED
 */
export async function upsertPerson(
  app: AppContext,
  tx: Tx,
  bot: ApiBot,
  telegramId: number,
  profile: z.infer<typeof personInput> = {},
): Promise<{ user: User; created: boolean }> {
  const known = await findByTelegramId(tx, telegramId);
  let created = false;
  if (known && profile.firstName === undefined) {
    await openSession(tx, known.id, bot.name);
  } else {
    const { is_new } = await upsertTelegramUser(app, tx, bot.name, {
      telegramId,
      firstName: profile.firstName ?? '',
      lastName: profile.lastName ?? undefined,
      username: profile.username ?? undefined,
      languageCode: profile.languageCode ?? undefined,
      isPremium: profile.isPremium ?? known?.isPremium ?? false,
      // They wrote to that bot; write access for one of our bots is stored elsewhere.
      allowsMessages: false,
    });
    created = is_new;
  }
  const user = await findByTelegramId(tx, telegramId);
  if (!user) {
    throw new Error('a person could not be stored');
  }
  if (user.blockedAt) {
    throw new DomainError('ACCOUNT_PAUSED');
  }
  return { user, created };
}

/** The person as claimed by the bot: without any further rights. */
export function actorOf({ id, telegramId }: User, bot: ApiBot): Actor {
  return { userId: id, telegramId, role: 'user', botName: bot.name };
}

/** The person as every bot sees them. */
export async function toPerson(
  app: AppContext,
  reader: Pick<Tx, 'query'>,
  user: User,
): Promise<z.infer<typeof personState>> {
  const [{ levels }, { xp }] = await Promise.all([
    app.catalog.read(),
    ledger.getBalances(reader, user.id),
  ]);
  return {
    telegramId: user.telegramId,
    firstName: user.firstName,
    lastName: user.lastName,
    username: user.username,
    language: languageOf(user.language, user.languageCode),
    totalXp: xp,
    level: levelProgressOf(levels, xp).current.level,
    createdAt: user.createdAt.toISOString(),
  };
}

export function toSession(session: BotSession): SessionState {
  return {
    session: session.sessionData,
    stats: session.statsData,
    version: session.version,
    createdAt: session.createdAt.toISOString(),
    updatedAt: session.updatedAt.toISOString(),
  };
}

/** @throws DomainError NOT_FOUND (a person accessible only by a trusted key has no session here). */
export async function readSession(
  reader: AppContext['db'] | Tx,
  user: User,
  bot: ApiBot,
): Promise<SessionState> {
  const session = await findSession(reader, user.id, bot.name);
  if (!session) {
    throw new DomainError('NOT_FOUND');
  }
  return toSession(session);
}
