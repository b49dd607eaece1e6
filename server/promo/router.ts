import { redeemInput, redeemOutput } from '../../shared/schemas/promo.ts';
import { userProcedure } from '../trpc/ladder.ts';
import { router } from '../trpc/trpc.ts';
import { redeem } from './redeem.ts';

export const promoRouter = router({
  redeem: userProcedure
    .input(redeemInput)
    .output(redeemOutput)
    .mutation(({ ctx, input }) => redeem(ctx.app, ctx.actor, input)),
});
