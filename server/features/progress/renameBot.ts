import type { Tx } from '../../db/database.ts';
import { renameTrainer } from './progressStatements.ts';

/** A bot has another name: its history is still its own, and the same training again is recorded once. */
export async function renameTrainings(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query(renameTrainer, [from, to]);
}
