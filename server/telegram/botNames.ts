import type { Database, Tx } from '../db/database.ts';
import { BotName } from './models.ts';

/** The bot (Telegram id) that last had a name of BOTS; null for an unknown name. */
export async function telegramIdOf(reader: Database | Tx, name: string): Promise<number | null> {
  const known = await reader.of(BotName).findOne({
    where: { name },
    order: [['takenAt', 'DESC']],
  });
  return known?.telegramId ?? null;
}
