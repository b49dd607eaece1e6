import {
  activeOutput,
  catalogOutput,
  createInput,
  createOutput,
  failureSeenOutput,
  generation,
  generationIdInput,
  improveInput,
  improveOutput,
  quoteInput,
  quoteOutput,
  uploadOutput,
} from '../../../shared/schemas/generation.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { syncParser } from '../../trpc/syncParser.ts';
import { router } from '../../trpc/trpc.ts';
import { cancelGeneration } from './cancel.ts';
import { readCatalog } from './catalog.ts';
import { createGeneration } from './create.ts';
import { improvePrompt } from './improvePrompt.ts';
import { readUpload } from './readUpload.ts';
import { getGeneration, listActive, listFailed, quote, seeFailure } from './service.ts';
import { uploadInput, uploadPicture } from './uploads.ts';

export const generationRouter = router({
  catalog: userProcedure.output(catalogOutput).query(({ ctx }) => readCatalog(ctx.app)),
  quote: userProcedure
    .input(quoteInput)
    .output(quoteOutput)
    .query(({ ctx, input }) => quote(ctx.app, ctx.actor, input)),
  create: userProcedure
    .input(syncParser(createInput))
    .output(syncParser(createOutput))
    .mutation(({ ctx, input }) => createGeneration(ctx.app, ctx.actor, input)),
  get: userProcedure
    .input(generationIdInput)
    .output(generation)
    .query(({ ctx, input }) => getGeneration(ctx.app, ctx.actor, input.id)),
  active: userProcedure.output(activeOutput).query(({ ctx }) => listActive(ctx.app, ctx.actor)),
  failed: userProcedure.output(activeOutput).query(({ ctx }) => listFailed(ctx.app, ctx.actor)),
  seeFailure: userProcedure
    .input(generationIdInput)
    .output(failureSeenOutput)
    .mutation(({ ctx, input }) => seeFailure(ctx.app, ctx.actor, input.id)),
  uploadInput: userProcedure
    .meta({ waitsForBody: true })
    .use(readUpload)
    .input(uploadInput)
    .output(uploadOutput)
    .mutation(({ ctx, input }) => uploadPicture(ctx.app, ctx.actor, input)),
  improvePrompt: userProcedure
    .input(improveInput)
    .output(improveOutput)
    .mutation(({ ctx, input }) => improvePrompt(ctx.app, input)),
  cancel: userProcedure
    .input(generationIdInput)
    .output(generation)
    .mutation(({ ctx, input }) => cancelGeneration(ctx.app, ctx.actor, input.id)),
});
