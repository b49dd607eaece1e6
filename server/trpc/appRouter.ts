/** The table of contents of the API. */
import { meRouter } from '../users/router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  me: meRouter,
});

export type AppRouter = typeof appRouter;
