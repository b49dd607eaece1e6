import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { toAppError } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useMe } from '../../api/useMe.ts';

/**
 * Whether the person may use the tab: by the cached role, and by the server's responses, any of which may
 * refuse.
 */
export function useHasAccess(): boolean {
  const role = useMe()?.role;
  const refused = useRefused();
  return role !== 'user' && !refused;
}

/** Support sees everything and, notes apart, changes nothing. */
export function useCanEdit(): boolean {
  return useMe()?.role === 'admin';
}

function useRefused(): boolean {
  const trpc = useTRPC();
  const cache = useQueryClient().getQueryCache();
  const queryKey = trpc.admin.pathKey();
  return useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache
        .findAll({ queryKey })
        .some(({ state }) => state.error !== null && toAppError(state.error).code === 'FORBIDDEN'),
  );
}
