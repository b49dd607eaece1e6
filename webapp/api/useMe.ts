import { useQuery } from '@tanstack/react-query';
import { useTRPC } from './client.ts';

/** Whether the profile is the cached one of an earlier session, and the server has not answered yet. */
export function useIsMeStale(): boolean {
  const trpc = useTRPC();
  return useQuery(trpc.me.get.queryOptions()).dataUpdatedAt < performance.timeOrigin;
}

/** The person: profile, balance, plan, level, tasks. Undefined until the first launch call. */
export function useMe(enabled = true) {
  const trpc = useTRPC();
  return useQuery(trpc.me.get.queryOptions(undefined, { enabled })).data;
}
