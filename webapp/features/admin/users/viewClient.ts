import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '../../../../server/app/appRouter.ts';
import { callHeaders, TRPC_URL } from '../../../api/client.ts';
import { fetchWithTimeout } from '../../../api/fetchWithTimeout.ts';

/** Queries on behalf of a person, with a cache separate from the admin's own. */
export function createViewClient(token: string) {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: TRPC_URL,
        headers: () => ({ ...callHeaders(), 'x-view-as': token }),
        maxItems: 10,
        fetch: fetchWithTimeout,
      }),
    ],
  });
  const cache = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 30_000, networkMode: 'always' } },
  });
  return { client, cache };
}
