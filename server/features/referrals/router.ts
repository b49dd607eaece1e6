import { referralsOutput } from '../../../shared/schemas/referrals.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { readReferrals } from './overview.ts';

export const referralsRouter = router({
  get: userProcedure.output(referralsOutput).query(({ ctx }) => readReferrals(ctx.app, ctx.actor)),
});
