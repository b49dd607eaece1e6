import { z } from 'zod';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { defineJob } from '../../jobs/job.ts';
import { Media } from './models.ts';
import { deleteUnused } from './orphans.ts';

export async function countMedia(db: Reader, userId: number): Promise<number> {
  return await db.of(Media).count({ where: { userId } });
}

/**
 * Removes all works of a gallery: their links stop working at once.
 * @returns their files.
 */
export async function eraseMedia(tx: Tx, userId: number): Promise<string[]> {
  const media = await tx.of(Media).findAll({ where: { userId }, attributes: ['file'] });
  await tx.of(Media).destroy({ where: { userId } });
  return media.map(({ file }) => file);
}

/** The files of a deleted account are deleted at once, however young they are. */
export const eraseFilesJob = defineJob({
  name: 'gallery.eraseFiles',
  payload: z.object({ files: z.array(z.string()) }),
  policy: { retryLimit: 20, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 3600 },
  handle: (app, { files }) =>
    deleteUnused(
      app,
      files.map((file) => ({ file })),
      0,
    ),
});
