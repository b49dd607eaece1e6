import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toAppError } from './appError.ts';
import { noteReached } from './online.ts';
import { noteSessionError } from './session.ts';

/**
 * Cached pages are shown at once and refetched in the background; only requests that did not reach the server
 * are retried.
 */
export function createQueryClient(isNetworkError: (error: unknown) => boolean): QueryClient {
  const onError = (error: unknown) => {
    const told = toAppError(error);
    noteReached(told.code !== 'OFFLINE');
    noteSessionError(told);
  };
  const onSuccess = () => noteReached(true);
  return new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess }),
    mutationCache: new MutationCache({ onError, onSuccess }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => failures < 2 && isNetworkError(error),
        retryDelay: (attempt) => 800 * 2 ** attempt,
        // A paused query would show a skeleton for ever: better to fail and say so.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
      mutations: {
        retry: false,
        // A paused mutation would spend coins later, unseen: better to fail now and say so.
        networkMode: 'always',
      },
    },
  });
}
