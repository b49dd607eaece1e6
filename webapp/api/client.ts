import type { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, isFormData, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/app/appRouter.ts';
import { launch } from '../telegram/launch.ts';
import { isNetworkError } from './appError.ts';
import { botName } from './bot.ts';
import { earlyLink } from './earlyLink.ts';
import { fetchWithTimeout } from './fetchWithTimeout.ts';
import { lazyLink } from './lazyLink.ts';
import { createQueryClient } from './queryClient.ts';

/** `useTRPC()` gives query and mutation options; `useTRPCClient()` the plain caller. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The caller's credentials. In headers only: proxies log URLs. */
export function callHeaders(): Record<string, string> {
  const authorization = `tma ${launch()?.rawInitData ?? ''}`;
  const bot = botName();
  return bot ? { authorization, 'x-bot': bot } : { authorization };
}

export const TRPC_URL = '/trpc';

export function createApiClient() {
  return createTRPCClient<AppRouter>({
    links: [
      earlyLink(),
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: lazyLink(async () =>
          (await import('./eventStream.ts')).eventStreamLink(TRPC_URL, callHeaders),
        ),
        false: splitLink({
          condition: (op) => isFormData(op.input),
          // An upload takes as long as the connection needs.
          true: httpLink({ url: TRPC_URL, headers: callHeaders }),
          false: httpBatchLink({
            url: TRPC_URL,
            headers: callHeaders,
            maxItems: 10,
            fetch: fetchWithTimeout,
          }),
        }),
      }),
    ],
  });
}

export const queryClient: QueryClient = createQueryClient(isNetworkError);
export const api = createApiClient();
