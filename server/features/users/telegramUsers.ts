/** People by their Telegram id, as bots know them. */
import type { Tx } from '../../db/database.ts';
import { BotSession, User } from './models.ts';

/** Whether bots may write to somebody. */
export async function setAllowsMessages(
  tx: Tx,
  telegramId: number,
  allowsMessages: boolean,
): Promise<void> {
  await tx.of(User).update({ allowsMessages }, { where: { telegramId } });
}

/** Renames a bot; sessions that people have under the new name already stay. */
export async function renameSessions(tx: Tx, from: string, to: string): Promise<void> {
  await tx.of(BotSession).rename('botName', { from, to, key: ['userId'] });
}
