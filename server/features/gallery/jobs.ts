/** Scheduled and background deletion. */
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { defineJob } from '../../jobs/job.ts';
import * as statements from './galleryStatements.ts';
import { deleteUnused, sweepOrphans } from './orphans.ts';

const BATCH = 500;

/** Empties the trash of works whose time is over; favourites stay. */
export async function purgeTrash(app: AppContext): Promise<number> {
  let purged = 0;
  for (;;) {
    const gone = await app.db.transaction((tx) =>
      tx.query(statements.purgeTrash, [app.config.trashDays, BATCH]),
    );
    purged += gone.length;
    await deleteUnused(app, gone);
    if (gone.length < BATCH) {
      return purged;
    }
  }
}

/**
 * Permanently deletes works of one person's trash; their files are deleted in the background.
 * @param ids null = the whole trash, except for favourites.
 * @returns how many were deleted.
 */
export async function purgeOwn(
  app: AppContext,
  userId: number,
  ids: readonly string[] | null,
): Promise<number> {
  let purged = 0;
  for (;;) {
    const gone = await app.db.transaction(async (tx) => {
      const rows = await tx.query(statements.purgeOwn, [userId, ids, BATCH]);
      if (rows.length > 0) {
        await app.queue.enqueue(tx, filesJob, { files: rows.map(({ file }) => file) });
      }
      return rows;
    });
    purged += gone.length;
    if (gone.length < BATCH) {
      return purged;
    }
  }
}

/** Deletes old input pictures. */
export async function purgeUploads(app: AppContext): Promise<number> {
  const gone = await app.db.transaction((tx) =>
    tx.query(statements.purgeUploads, [app.config.trashDays, BATCH]),
  );
  await deleteUnused(app, gone);
  return gone.length;
}

const filesJob = defineJob({
  name: 'gallery.files',
  payload: z.object({ files: z.array(z.string()) }),
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 3600 },
  handle: (app, { files }) =>
    deleteUnused(
      app,
      files.map((file) => ({ file })),
    ),
});

const purgeJob = defineJob({
  name: 'gallery.purge',
  payload: z.object({}),
  policy: { retryLimit: 2, retryDelay: 60, expireInSeconds: 3600 },
  cron: '17 * * * *',
  async handle(app) {
    const [media, uploads] = [await purgeTrash(app), await purgeUploads(app)];
    app.log.info({ media, uploads }, 'trash purged');
  },
});

const orphansJob = defineJob({
  name: 'gallery.orphans',
  payload: z.object({}),
  policy: { retryLimit: 1, retryDelay: 300, expireInSeconds: 6 * 3600 },
  cron: '41 3 * * *',
  async handle(app) {
    const deleted = await sweepOrphans(app);
    app.log.info({ deleted }, 'files without an owner deleted');
  },
});

export const galleryJobs = [filesJob, purgeJob, orphansJob];
