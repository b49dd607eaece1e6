/** The table of contents of the API. */
import { liveRouter } from '../live/router.ts';
import { progressRouter } from '../progress/router.ts';
import { meRouter } from '../users/router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  me: meRouter,
  live: liveRouter,
  progress: progressRouter,
});

export type AppRouter = typeof appRouter;
