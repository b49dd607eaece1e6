import type { QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  type HTTPBatchLinkOptions,
  httpBatchLink,
  httpLink,
  isFormData,
  splitLink,
} from '@trpc/client';
import type { AnyClientTypes } from '@trpc/server/unstable-core-do-not-import';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/app/appRouter.ts';
import { launch } from '../telegram/launch.ts';
import { isNetworkError } from './appError.ts';
import { botName } from './bot.ts';
import { lazyLink } from './lazyLink.ts';
import { createQueryClient } from './queryClient.ts';

/** `useTRPC()` gives query and mutation options; `useTRPCClient()` the plain caller. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Longer than the server's own limits, so that its answer comes first. */
const TIMEOUT_MS = 40_000;

/** Who calls. In headers only: proxies write addresses down. */
function headers(): Record<string, string> {
  const authorization = `tma ${launch()?.rawInitData ?? ''}`;
  const bot = botName();
  return bot ? { authorization, 'x-bot': bot } : { authorization };
}

/** Every request ends: with an answer, or after the time-out. */
const fetchWithTimeout: NonNullable<HTTPBatchLinkOptions<AnyClientTypes>['fetch']> = (
  input,
  init,
) => {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init?.signal ? anySignal(init.signal, timeout) : timeout;
  return fetch(input, { ...(init as RequestInit), signal });
};

/** `AbortSignal.any`, which webviews before iOS 17.4 lack. */
function anySignal(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      controller.abort(signal.reason);
    }
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

const url = '/trpc';

export function createApiClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: lazyLink(async () =>
          (await import('./eventStream.ts')).eventStreamLink(url, headers),
        ),
        false: splitLink({
          condition: (op) => isFormData(op.input),
          // A picture takes as long as the connection needs.
          true: httpLink({ url, headers }),
          false: httpBatchLink({ url, headers, maxItems: 10, fetch: fetchWithTimeout }),
        }),
      }),
    ],
  });
}

export const queryClient: QueryClient = createQueryClient(isNetworkError);
export const api = createApiClient();
