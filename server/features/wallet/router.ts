import {
  exportHistoryInput,
  exportHistoryOutput,
  historyInput,
  historyOutput,
  walletOutput,
} from '../../../shared/schemas/wallet.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { linkToExport } from './exportHistory.ts';
import { getWallet, readHistory } from './service.ts';

export const walletRouter = router({
  get: userProcedure.output(walletOutput).query(({ ctx }) => getWallet(ctx.app, ctx.actor)),
  history: userProcedure
    .input(historyInput)
    .output(historyOutput)
    .query(({ ctx, input }) => readHistory(ctx.app, ctx.actor.userId, input)),
  exportHistory: userProcedure
    .input(exportHistoryInput)
    .output(exportHistoryOutput)
    .mutation(({ ctx, input }) => linkToExport(ctx.app, ctx.actor, input)),
});
