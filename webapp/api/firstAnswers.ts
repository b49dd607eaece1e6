import type { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/app/appRouter.ts';
import type { LaunchOutput } from '../../shared/schemas/me.ts';
import { api } from './client.ts';
import { HOME_WORKS } from './earlyCalls.ts';

/** How long the page's outline waits for them; then the app draws its own skeletons. Milliseconds. */
const MAX_WAIT_MS = 3000;

/**
 * Puts the early script's answers into the cache, so that Home is drawn once and whole, not skeleton by
 * skeleton. Other screens, or a failed request, do not wait.
 */
export async function awaitFirstAnswers(client: QueryClient): Promise<void> {
  const launch = window.earlyCalls?.find(({ path }) => path === 'me.launch')?.answer;
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient: client });
  const key = trpc.me.get.queryKey();
  // The last session of this person is shown at once.
  if (launch && location.pathname === '/' && client.getQueryData(key) === undefined) {
    await Promise.race([fill(), new Promise((passed) => setTimeout(passed, MAX_WAIT_MS))]);
  }

  async function fill(): Promise<void> {
    const output = (await launch?.catch(() => undefined)) as LaunchOutput | undefined;
    if (!output || output.isNew || output.start) {
      return;
    }
    await Promise.all([
      client.prefetchQuery(trpc.wallet.get.queryOptions()),
      client.prefetchQuery(trpc.generation.active.queryOptions()),
      client.prefetchQuery(trpc.progress.get.queryOptions()),
      client.prefetchQuery(trpc.webinars.list.queryOptions()),
      client.prefetchQuery(trpc.gallery.list.queryOptions({ limit: HOME_WORKS })),
    ]);
    client.setQueryData(key, output.me);
  }
}
