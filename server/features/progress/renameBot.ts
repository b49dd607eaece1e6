import type { Tx } from '../../db/database.ts';
import { ImportedTotals, Training } from './models.ts';

/** Renames a bot: its history stays its own, and the same training again is recorded once. */
export async function renameTrainings(tx: Tx, from: string, to: string): Promise<void> {
  await tx.of(ImportedTotals).rename('botName', { from, to, key: ['userId'] });
  await tx.of(Training).rename('botName', { from, to, key: ['userId', 'reference'] });
}
