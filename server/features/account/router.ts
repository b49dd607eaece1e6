import {
  dataExportOutput,
  deleteAccountInput,
  deleteAccountOutput,
  deletionOutput,
  exportDataInput,
} from '../../../shared/schemas/account.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { deleteAccount, readDeletion } from './deletion.ts';
import { readExport, requestExport } from './export.ts';

export const accountRouter = router({
  export: userProcedure
    .output(dataExportOutput)
    .query(async ({ ctx }) => ({ export: await readExport(ctx.app, ctx.actor.userId) })),
  exportData: userProcedure
    .input(exportDataInput)
    .output(dataExportOutput)
    .mutation(({ ctx, input }) => requestExport(ctx.app, ctx.actor, input.requestId)),
  deletion: userProcedure
    .output(deletionOutput)
    .query(({ ctx }) => readDeletion(ctx.app, ctx.actor)),
  delete: userProcedure
    .input(deleteAccountInput)
    .output(deleteAccountOutput)
    .mutation(async ({ ctx, input }) => {
      await deleteAccount(ctx.app, ctx.actor, input.confirmation);
      return { deleted: true as const };
    }),
});
