import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { Generation, Upload } from './models.ts';
import { failManually } from './worker/finish.ts';

const UNFINISHED = ['queued', 'running'] as const;

export async function countUnfinished(db: Reader, userId: number): Promise<number> {
  return await db.of(Generation).count({ where: { userId, status: [...UNFINISHED] } });
}

/** Ends what the person's account still runs; it is refunded, and a late result is dropped. */
export async function endUnfinished(app: AppContext, tx: Tx, userId: number): Promise<void> {
  const open = await tx
    .of(Generation)
    .findAll({ where: { userId, status: [...UNFINISHED] }, order: ['id'] });
  for (const { id } of open) {
    await failManually(app, tx, { userId, id }, 'the account was deleted');
  }
}

/**
 * Erases prompts and input pictures.
 * @returns the files that are not needed any more.
 */
export async function eraseGenerations(tx: Tx, userId: number): Promise<string[]> {
  await tx
    .of(Generation)
    .update({ prompt: '', inputs: [], failureDetail: null }, { where: { userId } });
  const uploads = await tx.of(Upload).findAll({ where: { userId } });
  await tx.of(Upload).destroy({ where: { userId } });
  return uploads.map(({ file }) => file);
}
