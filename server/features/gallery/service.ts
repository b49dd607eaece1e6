/** A person's pictures and videos. */
import type { z } from 'zod';
import type { GalleryListOutput, galleryListInput } from '../../../shared/schemas/gallery.ts';
import type { Media as MediaOutput } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { ReadRepository } from '../../db/repository.ts';
import { NOW } from '../../db/values.ts';
import { countForBadges } from '../progress/service.ts';
import { Media, MediaCounts } from './models.ts';
import { type MediaRow, toMedia } from './present.ts';
import { NEWEST, readWorks } from './select.ts';

export { ARCHIVE_FILE, archiveDetail, openArchive } from './archive.ts';

const NONE = { images: 0, videos: 0, favourites: 0, trash: 0 };

/**
 * A page of the gallery. The cursor is the id of the last item: ids grow with time, so a page is stable
 * whatever is added.
 */
export async function listMedia(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof galleryListInput>,
): Promise<GalleryListOutput> {
  const catalog = await app.catalog.read();
  const [rows, counts] = await Promise.all([
    readWorks(app, actor.userId, input, {
      before: input.cursor ?? NEWEST,
      limit: input.limit + 1,
    }),
    input.cursor === undefined ? readCounts(app.db.of(MediaCounts), actor.userId) : null,
  ]);
  const page = rows.slice(0, input.limit);
  return {
    items: page.map((row) => toMedia(app, catalog, row)),
    nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
    counts,
  };
}

/** How many works there are of each kind. */
export function countMedia(app: AppContext, userId: number) {
  return readCounts(app.db.of(MediaCounts), userId);
}

async function readCounts(rows: ReadRepository<MediaCounts>, userId: number) {
  const { images, videos, favourites, trash } = (await rows.findByPk(userId)) ?? NONE;
  return { images, videos, favourites, trash };
}

const ofPerson = (app: AppContext, userId: number) =>
  app.db.of(Media).scope({ method: ['withGenerationOf', userId] });

function toRow(work: Media): MediaRow {
  if (!work.generation) {
    throw new Error('a work was read without its generation');
  }
  const { prompt, aspectRatio, seed, price, paidWith, standIn } = work.generation;
  return { ...work.get(), prompt, aspectRatio, seed, price, paidWith, standIn };
}

/** What generations of one person have made. */
export async function listMadeBy(
  app: AppContext,
  userId: number,
  generationIds: readonly string[],
): Promise<MediaRow[]> {
  const works = await ofPerson(app, userId).findAll({
    where: { generationId: [...generationIds] },
    order: ['generationId', 'position'],
  });
  return works.map(toRow);
}

/** @throws DomainError NOT_FOUND */
export async function findOwn(app: AppContext, actor: Actor, id: string): Promise<MediaRow> {
  const work = await ofPerson(app, actor.userId).findOne({ where: { id } });
  if (!work) {
    throw new DomainError('NOT_FOUND');
  }
  return toRow(work);
}

/** @throws DomainError NOT_FOUND */
export async function getMedia(app: AppContext, actor: Actor, id: string): Promise<MediaOutput> {
  return toMedia(app, await app.catalog.read(), await findOwn(app, actor, id));
}

/** The person has opened a work; one that is not theirs does not change. */
export async function seeMedia(
  app: AppContext,
  { userId }: Actor,
  id: string,
): Promise<{ seen: boolean }> {
  return app.db.transaction(async (tx) => {
    const unseen = tx.of(Media).scope('unseen');
    const seen = await unseen.update({ seenAt: NOW }, { where: { userId, id } });
    return { seen: seen > 0 };
  });
}

/** @throws DomainError NOT_FOUND */
export async function setFavourite(
  app: AppContext,
  actor: Actor,
  { id, favourite }: { id: string; favourite: boolean },
): Promise<MediaOutput> {
  await app.db.transaction(async (tx) => {
    const { userId } = actor;
    const work = await tx.of(Media).findOne({ where: { userId, id }, lock: FOR_NO_KEY_UPDATE });
    if (!work) {
      throw new DomainError('NOT_FOUND');
    }
    const isFirst = favourite && work.favouriteAt === null;
    if (isFirst || !favourite) {
      await tx.of(Media).save(work, { favouriteAt: favourite ? NOW : null });
    }
    if (isFirst) {
      const { favourites } = await readCounts(tx.of(MediaCounts), userId);
      await countForBadges(app, tx, actor, { favourites });
    }
  });
  return getMedia(app, actor, id);
}
