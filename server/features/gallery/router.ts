import {
  changedOutput,
  galleryCounts,
  galleryListInput,
  galleryListOutput,
  mediaIdInput,
  mediaIdsInput,
  purgeInput,
  sendAlbumInput,
  sendAlbumOutput,
  setFavouriteInput,
  shareInput,
  shareOutput,
} from '../../../shared/schemas/gallery.ts';
import { media } from '../../../shared/schemas/generation.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { syncParser } from '../../trpc/syncParser.ts';
import { router } from '../../trpc/trpc.ts';
import { purgeOwn } from './jobs.ts';
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
  setFavourite: userProcedure
    .input(setFavouriteInput)
    .output(media)
    .mutation(({ ctx, input }) => gallery.setFavourite(ctx.app, ctx.actor, input)),
  trash: userProcedure
    .input(mediaIdsInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => gallery.trashMedia(ctx.app, ctx.actor, input.ids)),
  restore: userProcedure
    .input(mediaIdsInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => gallery.restoreMedia(ctx.app, ctx.actor, input.ids)),
  purge: userProcedure
    .input(purgeInput)
    .output(changedOutput)
    .mutation(async ({ ctx, input }) => ({
      changed: await purgeOwn(ctx.app, ctx.actor.userId, 'ids' in input ? input.ids : null),
    })),
  share: userProcedure
    .input(shareInput)
    .output(shareOutput)
    .mutation(({ ctx, input }) => shareMedia(ctx.app, ctx.actor, input)),
  sendAlbum: userProcedure
    .input(sendAlbumInput)
    .output(sendAlbumOutput)
    .mutation(({ ctx, input }) => sendAlbum(ctx.app, ctx.actor, input)),
});
