import {
  broadcastDetails,
  broadcastKey,
  broadcastSizeInput,
  broadcastSizeOutput,
  broadcastStateOutput,
  broadcastsInput,
  broadcastsOutput,
  saveBroadcastInput,
  savedBroadcast,
  startBroadcastInput,
  steerBroadcastInput,
  testBroadcastInput,
  testBroadcastOutput,
} from '../../../shared/schemas/broadcasts.ts';
import { adminProcedure, supportProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { getBroadcast, listBroadcasts } from '../broadcasts/service.ts';
import * as broadcasts from './broadcasts.ts';

/** Broadcasts: written, tested, sent, paused. */
export const broadcastRouter = router({
  broadcasts: supportProcedure
    .input(broadcastsInput)
    .output(broadcastsOutput)
    .query(({ ctx, input }) => listBroadcasts(ctx.app, input)),
  broadcast: supportProcedure
    .input(broadcastKey)
    .output(broadcastDetails)
    .query(({ ctx, input }) => getBroadcast(ctx.app, input.id)),
  broadcastSize: supportProcedure
    .input(broadcastSizeInput)
    .output(broadcastSizeOutput)
    .query(({ ctx, input }) => broadcasts.getSize(ctx.app, input)),
  saveBroadcast: adminProcedure
    .input(saveBroadcastInput)
    .output(savedBroadcast)
    .mutation(({ ctx, input }) => broadcasts.save(ctx.app, ctx.actor, input)),
  testBroadcast: adminProcedure
    .input(testBroadcastInput)
    .output(testBroadcastOutput)
    .mutation(({ ctx, input }) => broadcasts.sendTest(ctx.app, ctx.actor, input)),
  startBroadcast: adminProcedure
    .input(startBroadcastInput)
    .output(broadcastStateOutput)
    .mutation(({ ctx, input }) => broadcasts.start(ctx.app, ctx.actor, input)),
  steerBroadcast: adminProcedure
    .input(steerBroadcastInput)
    .output(broadcastStateOutput)
    .mutation(({ ctx, input }) => broadcasts.steerBroadcast(ctx.app, ctx.actor, input)),
});
