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
import { earlyLink } from './earlyLink.ts';
import { lazyLink } from './lazyLink.ts';
import { createQueryClient } from './queryClient.ts';

/** `useTRPC()` gives query and mutation options; `useTRPCClient()` the plain caller. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Longer than the server's own limits, so that its answer comes first. */
const TIMEOUT_MS = 40_000;

/** The caller's credentials. In headers only: proxies log URLs. */
export function callHeaders(): Record<string, string> {
  const authorization = `tma ${launch()?.rawInitData ?? ''}`;
  const bot = botName();
  return bot ? { authorization, 'x-bot': bot } : { authorization };
}

/**
 * Every request ends: with an answer, or after the timeout. Written out, since older webviews have neither
 * `AbortSignal.timeout` (before iOS 16) nor `AbortSignal.any` (before iOS 17.4).
 */
export const fetchWithTimeout: NonNullable<HTTPBatchLinkOptions<AnyClientTypes>['fetch']> = async (
  input,
  init,
) => {
  const controller = new AbortController();
  const given = init?.signal;
  const giveUp = () => controller.abort(given?.reason);
  if (given?.aborted) {
    giveUp();
  }
  given?.addEventListener('abort', giveUp);
  const timer = setTimeout(
    () => controller.abort(new DOMException('no answer in time', 'TimeoutError')),
    TIMEOUT_MS,
  );
  try {
    const answer = await fetch(input, { ...(init as RequestInit), signal: controller.signal });
    // The body is read under the same limit.
    const body = await answer.arrayBuffer();
    const { status, statusText, headers: told } = answer;
    return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers: told });
  } finally {
    clearTimeout(timer);
    given?.removeEventListener('abort', giveUp);
  }
};

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
