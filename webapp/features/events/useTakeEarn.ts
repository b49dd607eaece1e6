import { useQueryClient } from '@tanstack/react-query';
import type { Earn } from '../../../shared/schemas/earn.ts';
import { useTRPC } from '../../api/client.ts';

/** Applies an answer about earnings to the cache, and refetches what it has changed. */
export function useTakeEarn(): (now: Earn) => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return ({ daily, channel }) => {
    client.setQueryData(trpc.earn.get.queryKey(), { daily, channel });
    void client.invalidateQueries({ queryKey: trpc.me.get.queryKey() });
    void client.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
    void client.invalidateQueries({ queryKey: trpc.progress.pathKey() });
  };
}
