import {
  archiveOutput,
  changedOutput,
  countOutput,
  galleryCounts,
  galleryFilters,
  galleryListInput,
  galleryListOutput,
  mediaIdInput,
  purgeInput,
  restoreInput,
  seenOutput,
  sendAlbumInput,
  sendAlbumOutput,
  setFavouriteInput,
  setFavouritesInput,
  shareInput,
  shareOutput,
  trashOutput,
  worksInput,
} from '../../../shared/schemas/gallery.ts';
import { media } from '../../../shared/schemas/generation.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { syncParser } from '../../trpc/syncParser.ts';
import { router } from '../../trpc/trpc.ts';
import { linkToArchive } from './archive.ts';
import { purgeOwn } from './jobs.ts';
import { markFavourites, purgeWorks, restoreWorks, trashWorks } from './manyWorks.ts';
import { countFitting } from './select.ts';
import * as gallery from './service.ts';
import { sendAlbum, shareMedia } from './share.ts';

export const galleryRouter = router({
  list: userProcedure
    .input(syncParser(galleryListInput))
    .output(syncParser(galleryListOutput))
    .query(({ ctx, input }) => gallery.listMedia(ctx.app, ctx.actor, input)),
  counts: userProcedure
    .output(galleryCounts)
    .query(({ ctx }) => gallery.countMedia(ctx.app, ctx.actor.userId)),
  get: userProcedure
    .input(mediaIdInput)
    .output(media)
    .query(({ ctx, input }) => gallery.getMedia(ctx.app, ctx.actor, input.id)),
  see: userProcedure
    .input(mediaIdInput)
    .output(seenOutput)
    .mutation(({ ctx, input }) => gallery.seeMedia(ctx.app, ctx.actor, input.id)),
  setFavourite: userProcedure
    .input(setFavouriteInput)
    .output(media)
    .mutation(({ ctx, input }) => gallery.setFavourite(ctx.app, ctx.actor, input)),
  setFavourites: userProcedure
    .input(setFavouritesInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => markFavourites(ctx.app, ctx.actor, input)),
  count: userProcedure
    .input(galleryFilters)
    .output(countOutput)
    .query(({ ctx, input }) => countFitting(ctx.app, ctx.actor.userId, input)),
  trash: userProcedure
    .input(worksInput)
    .output(trashOutput)
    .mutation(({ ctx, input }) => trashWorks(ctx.app, ctx.actor, input)),
  restore: userProcedure
    .input(restoreInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => restoreWorks(ctx.app, ctx.actor, input)),
  purge: userProcedure
    .input(purgeInput)
    .output(changedOutput)
    .mutation(async ({ ctx: { app, actor }, input }) =>
      'all' in input
        ? { changed: await purgeOwn(app, actor.userId, null) }
        : await purgeWorks(app, actor, input),
    ),
  archive: userProcedure
    .input(worksInput)
    .output(archiveOutput)
    .mutation(({ ctx, input }) => linkToArchive(ctx.app, ctx.actor, input)),
  share: userProcedure
    .input(shareInput)
    .output(shareOutput)
    .mutation(({ ctx, input }) => shareMedia(ctx.app, ctx.actor, input)),
  sendAlbum: userProcedure
    .input(sendAlbumInput)
    .output(sendAlbumOutput)
    .mutation(({ ctx, input }) => sendAlbum(ctx.app, ctx.actor, input)),
});
