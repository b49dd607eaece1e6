import type { Tx } from '../../db/database.ts';
import { AppPresence, OutboxMessage } from './models.ts';

/** Cancels waiting messages to the person and deletes sent ones. */
export async function eraseMessages(tx: Tx, userId: number): Promise<void> {
  await tx.of(OutboxMessage).destroy({ where: { userId } });
  await tx.of(AppPresence).destroy({ where: { userId } });
}
