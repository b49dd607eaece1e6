import type { LiveEvent } from '../../shared/schemas/live.ts';
import { identify } from '../auth/identify.ts';
import { withPresence } from '../features/notifications/presence.ts';
import type { StreamGuard } from '../live/stream.ts';
import { userProcedure } from '../trpc/procedures.ts';
import { router } from '../trpc/trpc.ts';

export const liveRouter = router({
  /**
   * Goes on until the client leaves or loses the right to it; what was missed in between is read again by
   * procedures.
   */
  events: userProcedure.subscription(async function* ({ ctx, signal }): AsyncGenerator<LiveEvent> {
    const ended = signal ?? new AbortController().signal;
    const { app, actor } = ctx;
    const { expiresAt } = identify(ctx).initData;
    const guard: StreamGuard = {
      telegramId: actor.telegramId,
      holdsForMs: expiresAt.getTime() - app.now().getTime(),
      check: async () => app.actors.find(identify(ctx), { fresh: false }),
    };
    yield* withPresence(app, actor.userId, app.live.subscribe(actor.userId, ended, guard));
  }),
});
