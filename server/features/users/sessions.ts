/** A bot's session of a person: read and saved as a whole, one per bot. */
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Database, Tx } from '../../db/database.ts';
import { BotSession } from './models.ts';

export async function findSession(
  reader: Database | Tx,
  userId: number,
  botName: string,
): Promise<BotSession | null> {
  return await reader.of(BotSession).findOne({ where: { userId, botName } });
}

/** Opens an empty session; an existing one stays as it is. */
export async function openSession(tx: Tx, userId: number, botName: string): Promise<void> {
  await tx.of(BotSession).bulkCreate([{ userId, botName }], { ignoreDuplicates: true });
}

interface SessionChange {
  /** The version that the bot has read; null overwrites whatever is stored. */
  version: number | null;
  session?: Record<string, unknown> | undefined;
  stats?: Record<string, unknown> | undefined;
}

/**
 * Saves a session, or a half of it, if nobody has saved another one since it was read.
 * @returns what is stored afterwards, and whether this call has stored it; null when there is no session.
 */
export async function saveSession(
  tx: Tx,
  key: { userId: number; botName: string },
  { version, session, stats }: SessionChange,
): Promise<{ stored: BotSession; saved: boolean } | null> {
  const sessions = tx.of(BotSession);
  const stored = await sessions.findOne({ where: key, lock: FOR_NO_KEY_UPDATE });
  if (!stored) {
    return null;
  }
  if (version !== null && version !== stored.version) {
    return { stored, saved: false };
  }
  await sessions.save(stored, {
    sessionData: session ?? stored.sessionData,
    statsData: stats ?? stored.statsData,
    version: stored.version + 1,
    updatedAt: new Date(),
  });
  return { stored, saved: true };
}
