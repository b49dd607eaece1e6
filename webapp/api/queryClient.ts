import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toAppError } from './appError.ts';
import { noteSessionError } from './session.ts';

/** Cached pages show at once and refresh quietly; only an unreached server is asked again. */
export function createQueryClient(isNetworkError: (error: unknown) => boolean): QueryClient {
  const onError = (error: unknown) => noteSessionError(toAppError(error));
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => failures < 2 && isNetworkError(error),
        retryDelay: (attempt) => 800 * 2 ** attempt,
      },
      mutations: {
        retry: false,
        // A paused mutation would spend coins later, unseen: better to fail now and say so.
        networkMode: 'always',
      },
    },
  });
}
