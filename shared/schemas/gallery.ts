import { z } from 'zod';
import { MAX_IN_ALBUM, MAX_NAMED_WORKS, MAX_SEARCH } from '../closedSets.ts';
import { media, operation } from './generation.ts';
import { code, count, id, idCursor, isoTime, pageSize, plainText, time } from './primitives.ts';

/** The filters of works. */
const filters = {
  kind: z.enum(['image', 'video']).optional(),
  operation: operation.optional(),
  model: code.optional(),
  favourite: z.boolean().optional(),
  trash: z.boolean().default(false),
  /** A work matches when its prompt contains every word of it. */
  search: plainText(MAX_SEARCH).optional(),
  /** Made at this moment or later. */
  from: time.optional(),
  /** Made before this moment. */
  until: time.optional(),
};
export const galleryFilters = z.strictObject(filters);

export const galleryListInput = z.object({
  ...filters,
  cursor: idCursor.optional(),
  limit: pageSize,
});
export const galleryCounts = z.object({
  images: count,
  videos: count,
  favourites: count,
  trash: count,
});

export const galleryListOutput = z.object({
  items: z.array(media),
  nextCursor: idCursor.nullable(),
  /** How many there are in all, by kind; only with the first page. */
  counts: galleryCounts.nullable(),
});
export type GalleryListOutput = z.infer<typeof galleryListOutput>;

export const mediaIdInput = z.object({ id });
export const setFavouriteInput = z.object({ id, favourite: z.boolean() });

/** How many works match these filters, however few of them an app has loaded. */
export const countOutput = z.object({
  count,
  /** Of the files together. */
  bytes: count,
  /** The newest of them: later works do not belong to this selection. */
  upTo: id.nullable(),
});

const ids = z.array(id).min(1).max(MAX_NAMED_WORKS);
/** All works that match, except some; works newer than `upTo` are excluded. */
const everyWork = z.strictObject({
  filters: galleryFilters,
  upTo: id,
  except: z.array(id).max(MAX_NAMED_WORKS).default([]),
});
/** Works that are named individually, or all that match. */
export const worksInput = z.union([z.object({ ids }), everyWork]);
export type WorksSelection = z.infer<typeof worksInput>;
export const setFavouritesInput = z.object({ works: worksInput, favourite: z.boolean() });
/** Whether it was new until this call. */
export const seenOutput = z.object({ seen: z.boolean() });
export const changedOutput = z.object({ changed: count });
/** Of all that match: `trashedAt` restores exactly these. */
export const trashOutput = z.object({ changed: count, trashedAt: isoTime.optional() });
/** Works of the trash, or those that one call has moved there. */
export const restoreInput = z.union([worksInput, z.strictObject({ trashedAt: time })]);
export type RestoreInput = z.infer<typeof restoreInput>;

/** A link to several works as one file, valid for some minutes. */
export const archiveOutput = z.object({ url: z.string(), fileName: z.string(), works: count });

export const shareInput = z.object({
  id,
  target: z.enum(['chat', 'story', 'link']),
  /** Whether the prepared message has the person's invite link as its button. */
  withInvite: z.boolean().default(true),
});
export const shareOutput = z.object({
  /** For `chat`: the prepared message's id. */
  preparedMessageId: z.string().nullable(),
  /** For `story`, and where prepared messages are not supported; for `link` a short one. */
  url: z.string(),
  /** For `link`: its expiry. */
  until: z.iso.datetime().nullable(),
});

/** Several works at once: Telegram's albums have two to ten. */
export const sendAlbumInput = z.object({
  ids: z
    .array(id)
    .min(2)
    .max(MAX_IN_ALBUM)
    .refine((ids) => new Set(ids).size > 1, 'one work is no album'),
  withInvite: z.boolean().default(true),
});
/** False where the bot may not write to the person yet. */
export const sendAlbumOutput = z.object({ sent: z.boolean() });

/** Some works of the trash, or all of it except for favourites. A missing field means neither. */
export const purgeInput = z.union([
  z.strictObject({ ids }),
  everyWork,
  z.strictObject({ all: z.literal(true) }),
]);
