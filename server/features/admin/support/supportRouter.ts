import {
  adminThreadInput,
  adminThreadOutput,
  adminThreadsInput,
  adminThreadsOutput,
  supportCloseInput,
  supportCloseOutput,
  supportReplyInput,
  supportReplyOutput,
} from '../../../../shared/schemas/support.ts';
import { adminProcedure, supportProcedure } from '../../../trpc/procedures.ts';
import { getThread, listThreads } from '../../support/lookup.ts';
import * as support from './service.ts';

/** Support threads and answers. */
export const supportProcedures = {
  supportThreads: supportProcedure
    .input(adminThreadsInput)
    .output(adminThreadsOutput)
    .query(({ ctx, input }) => listThreads(ctx.app, input)),
  supportThread: supportProcedure
    .input(adminThreadInput)
    .output(adminThreadOutput)
    .query(({ ctx, input }) => getThread(ctx.app, input)),
  supportReply: adminProcedure
    .input(supportReplyInput)
    .output(supportReplyOutput)
    .mutation(({ ctx, input }) => support.reply(ctx.app, ctx.actor, input)),
  supportClose: adminProcedure
    .input(supportCloseInput)
    .output(supportCloseOutput)
    .mutation(({ ctx, input }) => support.close(ctx.app, ctx.actor, input)),
};
