/**
 * The stream of live events. The browser's own EventSource can't send headers, so that credentials would
 * stand in the address, where every proxy writes them down; this one reads the stream with fetch.
 */
import { httpSubscriptionLink, type TRPCLink } from '@trpc/client';
import { EventSource, type FetchLike } from 'eventsource';
import type { AppRouter } from '../../server/app/appRouter.ts';

/** @param headers asked for each time the stream is opened, also after it broke off. */
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
