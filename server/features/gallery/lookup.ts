/** Works as other features read them. */
import type { CreationAttributes } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import { readColumn } from '../../db/pages.ts';
import type { Reader } from '../../db/repository.ts';
import { Media } from './models.ts';

export { holdsFile } from './orphans.ts';
export { type MediaRow, toMedia } from './present.ts';

/** Of these works, those of the person; including the trash. */
export async function findWorks(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Media[]> {
  return ids.length === 0 ? [] : await db.of(Media).findAll({ where: { userId, id: [...ids] } });
}

export async function insertWorks(
  tx: Tx,
  works: readonly CreationAttributes<Media>[],
): Promise<void> {
  await tx.of(Media).bulkCreate(works);
}

/** The files of all works. */
export const listFiles = (db: Reader): AsyncGenerator<string> => readColumn(db, Media, 'file');
