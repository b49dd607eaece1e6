import {
  previewInput,
  previewOutput,
  redeemInput,
  redeemOutput,
} from '../../../shared/schemas/promo.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { previewCode } from './preview.ts';
import { redeem } from './redeem.ts';

export const promoRouter = router({
  preview: userProcedure
    .input(previewInput)
    .output(previewOutput)
    .query(({ ctx, input }) => previewCode(ctx.app, ctx.actor, input)),
  redeem: userProcedure
    .input(redeemInput)
    .output(redeemOutput)
    .mutation(({ ctx, input }) => redeem(ctx.app, ctx.actor, input)),
});
