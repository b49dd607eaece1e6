/**
 * The stream of live events. The browser's own EventSource can't send headers, so credentials would be in the
 * URL, which every proxy logs; this one reads the stream with fetch.
 */
import { httpSubscriptionLink, type TRPCLink } from '@trpc/client';
import { EventSource, type FetchLike } from 'eventsource';
import type { AppRouter } from '../../server/app/appRouter.ts';

/** @param headers called each time the stream is opened, also after an interruption. */
export function eventStreamLink(
  url: string,
  headers: () => Record<string, string>,
): TRPCLink<AppRouter> {
  const fetchStream: FetchLike = (input, init) =>
    fetch(input, { ...(init as RequestInit), headers: { ...init.headers, ...headers() } });
  return httpSubscriptionLink({
    url,
    EventSource,
    eventSourceOptions: { fetch: fetchStream },
  });
}
