import {
  supportSeenInput,
  supportSeenOutput,
  supportSendInput,
  supportSendOutput,
  supportThreadInput,
  supportThreadOutput,
} from '../../../shared/schemas/support.ts';
import { userProcedure } from '../../trpc/procedures.ts';
import { router } from '../../trpc/trpc.ts';
import { markSeen, readThread, sendToSupport } from './service.ts';

export const supportRouter = router({
  thread: userProcedure
    .input(supportThreadInput)
    .output(supportThreadOutput)
    .query(async ({ ctx, input }) => {
      const { thread, items, nextCursor } = await readThread(ctx.app, ctx.actor.userId, input);
      return { items, nextCursor, unread: thread?.unread ?? 0 };
    }),
  send: userProcedure
    .input(supportSendInput)
    .output(supportSendOutput)
    .mutation(({ ctx, input }) => sendToSupport(ctx.app, ctx.actor, input)),
  seen: userProcedure
    .input(supportSeenInput)
    .output(supportSeenOutput)
    .mutation(({ ctx, input }) => markSeen(ctx.app, ctx.actor.userId, input.upTo)),
});
