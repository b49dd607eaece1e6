import type { Tx } from '../../db/database.ts';
import { SupportMessage, SupportThread } from './models.ts';

export async function eraseThread(tx: Tx, userId: number): Promise<void> {
  await tx.of(SupportMessage).destroy({ where: { userId } });
  await tx.of(SupportThread).destroy({ where: { userId } });
}
