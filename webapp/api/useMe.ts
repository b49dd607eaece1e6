import { useQuery } from '@tanstack/react-query';
import { useTRPC } from './client.ts';

/** The person: profile, balance, plan, level, tasks. Undefined until the first launch call. */
export function useMe(enabled = true) {
  const trpc = useTRPC();
  return useQuery(trpc.me.get.queryOptions(undefined, { enabled })).data;
}
