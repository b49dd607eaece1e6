/** Generations as other features need them. */
import { Op } from 'sequelize';
import type { Reader } from '../../db/repository.ts';
import { Generation, Upload } from './models.ts';

export type { Generation } from './models.ts';

/** Those of these generations that are the person's. */
export async function findGenerations(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Generation[]> {
  const where = { userId, id: [...ids] };
  return ids.length === 0 ? [] : await db.of(Generation).findAll({ where });
}

/** Those of these uploads that are the person's. */
export async function findUploads(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Upload[]> {
  return ids.length === 0 ? [] : await db.of(Upload).findAll({ where: { userId, id: [...ids] } });
}

/** Uploads of anybody that these files belong to; with an id, that one alone. */
export async function findUploadsWithFiles(
  db: Reader,
  file: string[],
  id?: string,
): Promise<Upload[]> {
  return await db.of(Upload).findAll({ where: { file, ...(id === undefined ? {} : { id }) } });
}

const FILES_PER_PAGE = 5000;

/** The files of all uploads in the order of their names, page by page. */
export async function* listFiles(db: Reader): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const page = await db.of(Upload).findAll({
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

/** The generation that runs as this request of a provider. */
export async function findRunning(
  db: Reader,
  provider: string,
  providerRequestId: string,
): Promise<Generation | null> {
  return await db
    .of(Generation)
    .findOne({ attributes: ['id'], where: { provider, providerRequestId, status: 'running' } });
}
