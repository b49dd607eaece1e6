import type { LiveEvent } from '../../shared/schemas/live.ts';
import { userProcedure } from '../trpc/ladder.ts';
import { router } from '../trpc/trpc.ts';

export const liveRouter = router({
  /** Goes on until the client leaves; what was missed in between is read again by procedures. */
  events: userProcedure.subscription(async function* ({ ctx, signal }): AsyncGenerator<LiveEvent> {
    const ended = signal ?? new AbortController().signal;
    yield* ctx.app.live.subscribe(ctx.actor.userId, ended);
  }),
});
