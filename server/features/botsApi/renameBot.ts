/** Renaming a bot of BOTS. */
import { Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import { BotCall, BotKey } from './models.ts';

/** Stored answers follow the bot, so that a repeated call is still recognised. */
export async function renameCalls(tx: Tx, from: string, to: string): Promise<void> {
  await tx.of(BotCall).rename('botName', { from, to, key: ['idempotencyKey'] });
}

/** Keys are listed under the current name; one whose slot another bot's key holds there stays as it is. */
export async function renameKeys(tx: Tx, botTelegramId: number, botName: string): Promise<void> {
  const keys = tx.of(BotKey);
  const foreign = await keys.scope('valid').findAll({
    where: { botName, botTelegramId: { [Op.or]: [{ [Op.is]: null }, { [Op.ne]: botTelegramId }] } },
  });
  const slot = { [Op.notIn]: foreign.map((key) => key.slot) };
  await keys.update({ botName }, { where: { botTelegramId, slot } });
}
