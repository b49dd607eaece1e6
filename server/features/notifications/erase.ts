import type { Tx } from '../../db/database.ts';
import { AppPresence, OutboxMessage } from './models.ts';

/** Nothing more is said to the person, and what was said is forgotten. */
export async function eraseMessages(tx: Tx, userId: number): Promise<void> {
  await tx.of(OutboxMessage).destroy({ where: { userId } });
  await tx.of(AppPresence).destroy({ where: { userId } });
}
