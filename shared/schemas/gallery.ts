import { z } from 'zod';
import { MAX_IN_ALBUM } from '../closedSets.ts';
import { media, operation } from './generation.ts';
import { code, count, id, idCursor, pageSize } from './primitives.ts';

export const galleryListInput = z.object({
  kind: z.enum(['image', 'video']).optional(),
  operation: operation.optional(),
  model: code.optional(),
  favourite: z.boolean().optional(),
  trash: z.boolean().default(false),
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
export const mediaIdsInput = z.object({ ids: z.array(id).min(1).max(100) });
export const changedOutput = z.object({ changed: count });

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
  /** For `link`: until when it leads to the work. */
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

/** Some works, or the whole trash except for favourites. A missing field means neither. */
export const purgeInput = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(100) }),
  z.strictObject({ all: z.literal(true) }),
]);
