/** People by their Telegram id, as bots know them. */
import type { Tx } from '../../db/database.ts';
import { User } from './models.ts';

/** Whether bots may write to somebody. */
export async function setAllowsMessages(
  tx: Tx,
  telegramId: number,
  allowsMessages: boolean,
): Promise<void> {
  await tx.of(User).update({ allowsMessages }, { where: { telegramId } });
}
