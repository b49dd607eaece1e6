/**
 * People and sessions of an older store, many at once. Rows of somebody that appear at this very moment, because
 * they use a bot just then, make the transaction run again (db/retry.ts).
 */
import { randomBytes } from 'node:crypto';
import { fn } from 'sequelize';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { BotSession, User } from './models.ts';

interface OldProfile {
  telegramId: number;
  firstName: string;
  lastName: string | null;
  username: string | null;
}

/**
 * Registers people who are not registered; existing ones stay as they are. The caller has validated the
 * values.
 * @returns ids by Telegram id, and who is new.
 */
export async function importPeople(
  tx: Tx,
  botName: string,
  profiles: readonly OldProfile[],
): Promise<{ ids: Map<number, number>; created: Set<number> }> {
  const users = tx.of(User);
  const known = await users.findAll({
    attributes: ['id', 'telegramId'],
    where: { telegramId: profiles.map(({ telegramId }) => telegramId) },
    raw: true,
  });
  const ids = new Map(known.map(({ id, telegramId }) => [telegramId, id]));
  const fresh = await users.bulkCreate(
    profiles
      .filter(({ telegramId }) => !ids.has(telegramId))
      .map(({ telegramId, firstName, lastName, username }) => ({
        telegramId,
        firstName,
        lastName,
        username,
        referralCode: randomBytes(6).toString('base64url'),
        firstBot: botName,
      })),
    {
      validate: false,
      returning: ['id', 'telegramId'],
      fields: ['telegramId', 'firstName', 'lastName', 'username', 'referralCode', 'firstBot'],
    },
  );
  for (const { id, telegramId } of fresh) {
    ids.set(telegramId, id);
  }
  return { ids, created: new Set(fresh.map(({ telegramId }) => telegramId)) };
}

interface OldSession {
  userId: number;
  session: Record<string, unknown>;
  stats: Record<string, unknown>;
}

/** Imports sessions. Where a person has one here already, the newer values stay. */
export async function importSessions(
  tx: Tx,
  botName: string,
  olds: readonly OldSession[],
): Promise<void> {
  const sessions = tx.of(BotSession);
  const known = await sessions.findAll({
    where: { userId: olds.map(({ userId }) => userId), botName },
    order: [['userId', 'ASC']],
    lock: FOR_NO_KEY_UPDATE,
    raw: true,
  });
  const storedOf = new Map(known.map((stored) => [stored.userId, stored]));
  const fresh = olds
    .filter(({ userId }) => !storedOf.has(userId))
    .map(({ userId, session, stats }) => ({
      userId,
      botName,
      sessionData: session,
      statsData: stats,
    }));
  const merged = olds.flatMap(({ userId, session, stats }) => {
    const stored = storedOf.get(userId);
    return stored
      ? {
          userId,
          botName,
          sessionData: { ...session, ...stored.sessionData },
          statsData: { ...stats, ...stored.statsData },
          version: stored.version + 1,
          updatedAt: fn('now'),
        }
      : [];
  });
  const quick = { validate: false, returning: false };
  await sessions.bulkCreate(fresh, quick);
  await sessions.bulkCreate(merged, {
    ...quick,
    updateOnDuplicate: ['sessionData', 'statsData', 'version', 'updatedAt'],
  });
}
