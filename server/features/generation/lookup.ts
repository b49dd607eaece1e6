/** Generations as other features read them. */
import { col, fn, literal } from 'sequelize';
import { readColumn } from '../../db/pages.ts';
import type { Reader } from '../../db/repository.ts';
import { Generation, Upload } from './models.ts';

export type { Generation } from './models.ts';
export type { ProviderFile, ProviderName } from './providers/provider.ts';
export { readQueueHealth } from './teamHealth.ts';

/** Of these generations, those of the person. */
export async function findGenerations(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Generation[]> {
  const where = { userId, id: [...ids] };
  return ids.length === 0 ? [] : await db.of(Generation).findAll({ where });
}

/** How often a person has used a model, and what it has cost in coins, hundredths. */
export interface ModelUse {
  model: string;
  works: number;
  coins: number;
}

/** The finished works of a person by model, the most used first. */
export async function countByModel(db: Reader, userId: number): Promise<ModelUse[]> {
  const rows = await db.of(Generation).findAll({
    attributes: [
      'model',
      [fn('count', col('id')), 'works'],
      [fn('sum', literal("case when paid_with = 'coins' then price else 0 end")), 'coins'],
    ],
    where: { userId, status: 'succeeded' },
    group: ['model'],
    order: [
      [literal('works'), 'DESC'],
      ['model', 'ASC'],
    ],
    raw: true,
  });
  // pg returns sums as text.
  return rows.map((row) => {
    const { model, works, coins } = row as unknown as Record<keyof ModelUse, string>;
    return { model, works: Number(works), coins: Number(coins) };
  });
}

/** How many works the person has made. */
export async function countSucceeded(db: Reader, userId: number): Promise<number> {
  return await db.of(Generation).count({ where: { userId, status: 'succeeded' } });
}

/** Of these uploads, those of the person. */
export async function findUploads(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Upload[]> {
  return ids.length === 0 ? [] : await db.of(Upload).findAll({ where: { userId, id: [...ids] } });
}

/** Uploads of anybody that these files belong to; with an id, only that one. */
export async function findUploadsWithFiles(
  db: Reader,
  file: string[],
  id?: string,
): Promise<Upload[]> {
  return await db.of(Upload).findAll({ where: { file, ...(id === undefined ? {} : { id }) } });
}

/** The files of all uploads. */
export const listFiles = (db: Reader): AsyncGenerator<string> => readColumn(db, Upload, 'file');

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
