/** A person's pictures and videos. */
import type { z } from 'zod';
import type { GalleryListOutput, galleryListInput } from '../../../shared/schemas/gallery.ts';
import type { Media } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { countForBadges } from '../progress/service.ts';
import { type Filters, narrow } from './filters.ts';
import { type MediaRow, toMedia } from './present.ts';
import * as statements from './statements.ts';

const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const NONE = { images: 0, videos: 0, favourites: 0, trash: 0 };

/**
 * A page of the gallery. The cursor is the id of the last item: ids grow with time, so a page stays
 * where it is whatever is added.
 */
export async function listMedia(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof galleryListInput>,
): Promise<GalleryListOutput> {
  const catalogue = await app.catalogue.read();
  const [rows, counts] = await Promise.all([
    readPage(app, actor, input, narrow(catalogue, input)),
    input.cursor === undefined ? app.db.query(statements.readCounts, [actor.userId]) : null,
  ]);
  const page = rows.slice(0, input.limit);
  return {
    items: page.map((row) => toMedia(app, catalogue, row)),
    nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    counts: counts && (counts[0] ?? NONE),
  };
}

/** One row more than asked for, if there is one. */
async function readPage(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof galleryListInput>,
  filters: Filters | null,
): Promise<MediaRow[]> {
  if (!filters) {
    return [];
  }
  const { kind, operation, model } = filters;
  const statement = statements.listPage({
    kind: kind !== undefined,
    operation: operation !== undefined,
    model: model !== undefined,
    favourite: input.favourite === true,
    trash: input.trash,
  });
  return await app.db.query(statement, [
    actor.userId,
    input.cursor ?? NEWEST,
    input.limit + 1,
    kind ?? null,
    operation ?? null,
    model ?? null,
  ]);
}

/** What generations of one person have made. */
export function listMadeBy(
  app: AppContext,
  userId: number,
  generationIds: readonly string[],
): Promise<MediaRow[]> {
  return app.db.query(statements.listOfGenerations, [userId, generationIds]);
}

/** @throws DomainError NOT_FOUND */
export async function findOwn(app: AppContext, actor: Actor, id: string): Promise<MediaRow> {
  const [row] = await app.db.query(statements.findMedia, [actor.userId, id]);
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
}

/** @throws DomainError NOT_FOUND */
export async function getMedia(app: AppContext, actor: Actor, id: string): Promise<Media> {
  return toMedia(app, await app.catalogue.read(), await findOwn(app, actor, id));
}

/** @throws DomainError NOT_FOUND */
export async function setFavourite(
  app: AppContext,
  actor: Actor,
  { id, favourite }: { id: string; favourite: boolean },
): Promise<Media> {
  await app.db.transaction(async (tx) => {
    const [changed] = await tx.query(statements.setFavourite, [actor.userId, id, favourite]);
    if (!changed) {
      throw new DomainError('NOT_FOUND');
    }
    if (changed.first) {
      const [counts = NONE] = await tx.query(statements.readCounts, [actor.userId]);
      await countForBadges(app, tx, actor, { favourites: counts.favourites });
    }
  });
  return getMedia(app, actor, id);
}

/** Moves to the trash; ids that are not the person's, or are there already, change nothing. */
export async function trashMedia(app: AppContext, actor: Actor, ids: readonly string[]) {
  return app.db.transaction(async (tx) => {
    const changed = await tx.query(statements.trash, [actor.userId, ids]);
    return { changed: changed.length };
  });
}

export async function restoreMedia(app: AppContext, actor: Actor, ids: readonly string[]) {
  return app.db.transaction(async (tx) => {
    const changed = await tx.query(statements.restore, [actor.userId, ids]);
    return { changed: changed.length };
  });
}
