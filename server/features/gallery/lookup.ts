/** Works as other features need them. */
import { type CreationAttributes, Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { Media } from './models.ts';

/** Those of these works that are the person's; those in the trash, too. */
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

const FILES_PER_PAGE = 5000;

/** The files of all works in the order of their names, page by page. */
export async function* listFiles(db: Reader): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const page = await db.of(Media).findAll({
      where: { file: { [Op.gt]: after } },
      order: ['file'],
      limit: FILES_PER_PAGE,
      attributes: ['file'],
    });
    yield* page.map(({ file }) => file);
    const last = page.at(-1);
    if (!last || page.length < FILES_PER_PAGE) {
      return;
    }
    after = last.file;
  }
}
