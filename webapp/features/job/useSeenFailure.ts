import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';

/** A seen failure is removed from the gallery, on every device. */
export function useSeenFailure({ id, status }: Generation): void {
  const trpc = useTRPC();
  const caller = useTRPCClient();
  const client = useQueryClient();
  const failed = status === 'failed';
  useEffect(() => {
    if (failed) {
      // When the call fails, it stays in the gallery.
      void caller.generation.seeFailure
        .mutate({ id })
        .then(() => client.invalidateQueries(trpc.generation.failed.queryFilter()))
        .catch(() => undefined);
    }
  }, [failed, id, caller, client, trpc]);
}
