import type { Tx } from '../../db/database.ts';
import { BotCall } from './models.ts';

/** Deletes what bots were answered about the person. */
export async function eraseCalls(tx: Tx, telegramId: number): Promise<void> {
  await tx.of(BotCall).destroy({ where: { telegramId } });
}
