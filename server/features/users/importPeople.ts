/** People and sessions of an older store, many at once. */
import { randomBytes } from 'node:crypto';
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
 * Makes people known who are not; those who are stay as they are. The caller has checked the values.
 * @returns ids by Telegram id, and who is new.
 */
export async function importPeople(
  tx: Tx,
  botName: string,
  profiles: readonly OldProfile[],
): Promise<{ ids: Map<number, number>; created: Set<number> }> {
  const users = tx.of(User);
  const telegramId = profiles.map((profile) => profile.telegramId);
  const find = () => users.findAll({ attributes: ['id', 'telegramId'], where: { telegramId } });
  const known = new Set((await find()).map((user) => user.telegramId));
  const fresh = profiles.filter((profile) => !known.has(profile.telegramId));
  await users.bulkCreate(
    fresh.map(({ telegramId: id, firstName, lastName, username }) => ({
      telegramId: id,
      firstName,
      lastName,
      username,
      referralCode: randomBytes(6).toString('base64url'),
      firstBot: botName,
    })),
    { ignoreDuplicates: true, validate: false },
  );
  const ids = new Map((await find()).map((user) => [user.telegramId, user.id]));
  return { ids, created: new Set(fresh.map((profile) => profile.telegramId)) };
}

interface OldSession {
  userId: number;
  session: Record<string, unknown>;
  stats: Record<string, unknown>;
}

/** Brings sessions along. Of somebody who has one here already, the newer values stay. */
export async function importSessions(
  tx: Tx,
  botName: string,
  olds: readonly OldSession[],
): Promise<void> {
  const sessions = tx.of(BotSession);
  const userId = olds.map((old) => old.userId);
  const known = await sessions.findAll({ where: { userId, botName }, lock: FOR_NO_KEY_UPDATE });
  const byUser = new Map(known.map((session) => [session.userId, session]));
  await sessions.bulkCreate(
    olds
      .filter((old) => !byUser.has(old.userId))
      .map(({ userId: id, session, stats }) => ({
        userId: id,
        botName,
        sessionData: session,
        statsData: stats,
      })),
    { validate: false },
  );
  for (const { userId: id, session, stats } of olds) {
    const stored = byUser.get(id);
    if (stored) {
      await sessions.save(stored, {
        sessionData: { ...session, ...stored.sessionData },
        statsData: { ...stats, ...stored.statsData },
        version: stored.version + 1,
        updatedAt: new Date(),
      });
    }
  }
}
