import {
  cancelPlanInput,
  cancelPlanOutput,
  plansListOutput,
} from '../../../shared/schemas/plans.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { cancelPlan, listPlans } from './offers.ts';

export const plansRouter = router({
  list: userProcedure.output(plansListOutput).query(({ ctx }) => listPlans(ctx.app, ctx.actor)),
  cancel: userProcedure
    .input(cancelPlanInput)
    .output(cancelPlanOutput)
    .mutation(({ ctx, input }) => cancelPlan(ctx.app, ctx.actor, input)),
});
