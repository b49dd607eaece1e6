/** Actions on several works at once: named ones, or all that match. */
import type { z } from 'zod';
import type { restoreInput, trashOutput, WorksSelection } from '../../../shared/schemas/gallery.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { NOW } from '../../db/values.ts';
import { countForBadges } from '../progress/service.ts';
import { purgeOwn } from './jobs.ts';
import { Media, MediaCounts } from './models.ts';
import { eachPart } from './select.ts';

/** Moves works to the trash; ids that are not the person's, or are there already, change nothing. */
export async function trashWorks(
  app: AppContext,
  { userId }: Actor,
  selection: WorksSelection,
): Promise<z.infer<typeof trashOutput>> {
  // One time for all parts: by it they are found again when the call is undone.
  const trashedAt = app.now();
  let changed = 0;
  for await (const ids of eachPart(app, userId, selection, { trash: false })) {
    changed += await app.db.transaction((tx) =>
      tx
        .of(Media)
        .scope('notTrashed')
        .update({ trashedAt }, { where: { userId, id: ids } }),
    );
  }
  return { changed, ...('ids' in selection ? {} : { trashedAt: trashedAt.toISOString() }) };
}

/** Restores works from the trash. */
export async function restoreWorks(
  app: AppContext,
  { userId }: Actor,
  input: z.infer<typeof restoreInput>,
): Promise<{ changed: number }> {
  if ('trashedAt' in input) {
    const where = { userId, trashedAt: new Date(input.trashedAt) };
    return app.db.transaction(async (tx) => ({
      changed: await tx.of(Media).update({ trashedAt: null }, { where }),
    }));
  }
  let changed = 0;
  for await (const ids of eachPart(app, userId, input, { trash: true })) {
    changed += await app.db.transaction((tx) =>
      tx
        .of(Media)
        .scope('trashed')
        .update({ trashedAt: null }, { where: { userId, id: ids } }),
    );
  }
  return { changed };
}

/** Permanently deletes works of the trash. */
export async function purgeWorks(
  app: AppContext,
  { userId }: Actor,
  selection: WorksSelection,
): Promise<{ changed: number }> {
  let changed = 0;
  for await (const ids of eachPart(app, userId, selection, { trash: true })) {
    changed += ids.length > 0 ? await purgeOwn(app, userId, ids) : 0;
  }
  return { changed };
}

/** Marks works as favourites, or removes the mark. */
export async function markFavourites(
  app: AppContext,
  actor: Actor,
  { works, favourite }: { works: WorksSelection; favourite: boolean },
): Promise<{ changed: number }> {
  const { userId } = actor;
  let changed = 0;
  for await (const id of eachPart(app, userId, works, { trash: false })) {
    changed += await app.db.transaction(async (tx) => {
      const rows = tx.of(Media).scope(favourite ? 'notFavourite' : 'favourite');
      const marked = await rows.update(
        { favouriteAt: favourite ? NOW : null },
        { where: { userId, id } },
      );
      if (favourite && marked > 0) {
        const favourites = (await tx.of(MediaCounts).findByPk(userId))?.favourites ?? 0;
        await countForBadges(app, tx, actor, { favourites });
      }
      return marked;
    });
  }
  return { changed };
}
