import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { HistoryFilter } from '../../../shared/schemas/wallet.ts';
import { useTRPCClient } from '../../api/client.ts';
import { deviceZone, HISTORY_PAGE } from '../../api/earlyCalls.ts';
import { type Pages, putOnTop, toLines } from './historyPages.ts';

export const timeZone = deviceZone();

/**
 * The history, page by page. The ledger is append-only, so new lines are put on top and loaded pages are
 * never loaded again, however far the person has scrolled. The query key is outside of the router's path:
 * live events invalidate that path and would reload every page.
 * @param version changes when the wallet was loaded again.
 */
export function useHistory(filter: HistoryFilter, version: number) {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = useMemo(() => ['walletHistory', filter, timeZone], [filter]);
  const read = (cursor: string | null) =>
    client.wallet.history.query({
      filter,
      limit: HISTORY_PAGE,
      timeZone,
      ...(cursor === null ? {} : { cursor }),
    });
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
  const latest = useRef(read);
  latest.current = read;
  const loaded = useRef(false);
  loaded.current = query.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the wallet was loaded again
  useEffect(() => {
    if (!loaded.current) {
      return;
    }
    let wanted = true;
    latest
      .current(null)
      .then((top) => {
        if (wanted) {
          cache.setQueryData<Pages>(key, (pages) => pages && putOnTop(pages, top));
        }
      })
      // The old lines stay; the next change tries again.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [version, key]);
  return { ...query, lines: useMemo(() => toLines(query.data), [query.data]) };
}
