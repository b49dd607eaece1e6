import type { Tx } from '../../db/database.ts';
import { PersonNote } from './models.ts';

/** Erases the team's notes about a person. */
export async function eraseNotes(tx: Tx, userId: number): Promise<void> {
  await tx.of(PersonNote).destroy({ where: { userId } });
}
