import {
  claimDailyInput,
  claimDailyOutput,
  earnOutput,
  joinChannelInput,
  joinChannelOutput,
} from '../../../shared/schemas/earn.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { claimChannel, claimDaily, readEarn } from './service.ts';

export const earnRouter = router({
  get: userProcedure.output(earnOutput).query(({ ctx }) => readEarn(ctx.app, ctx.actor)),
  claimDaily: userProcedure
    .input(claimDailyInput)
    .output(claimDailyOutput)
    .mutation(({ ctx, input }) => claimDaily(ctx.app, ctx.actor, input)),
  joinChannel: userProcedure
    .input(joinChannelInput)
    .output(joinChannelOutput)
    .mutation(({ ctx }) => claimChannel(ctx.app, ctx.actor)),
});
