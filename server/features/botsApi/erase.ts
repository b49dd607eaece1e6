import { literal } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import { BotCall } from './models.ts';

/** Forgets the answers that say something about the person. */
export async function eraseCalls(tx: Tx, telegramId: number): Promise<void> {
  const aboutThem = literal(`answer @? '$.** ? (@ == ${Number(telegramId)})'`);
  await tx.of(BotCall).destroy({ where: aboutThem });
}
