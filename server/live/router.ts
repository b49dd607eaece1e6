import type { LiveEvent } from '../../shared/schemas/live.ts';
import { whilePresent } from '../features/notifications/presence.ts';
import { userProcedure } from '../trpc/ladder.ts';
import { router } from '../trpc/trpc.ts';

export const liveRouter = router({
  /** Goes on until the client leaves; what was missed in between is read again by procedures. */
  events: userProcedure.subscription(async function* ({ ctx, signal }): AsyncGenerator<LiveEvent> {
    const ended = signal ?? new AbortController().signal;
    const { userId } = ctx.actor;
    yield* whilePresent(ctx.app, userId, ctx.app.live.subscribe(userId, ended));
  }),
});
