import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { HistoryFilter } from '../../../shared/schemas/wallet.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
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
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = useMemo(() => ['walletHistory', filter, timeZone], [filter]);
  const input = { filter, limit: HISTORY_PAGE, timeZone };
  const read = (cursor: string | null) =>
    client.wallet.history.query({ ...input, ...(cursor === null ? {} : { cursor }) });
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    // When the app was opened here, the first page has come before the app.
    initialData: () => {
      const first = cache.getQueryData(trpc.wallet.history.queryKey(input));
      return first && { pages: [first], pageParams: [null] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
  const latest = useRef(read);
  latest.current = read;
  const loadedAt = useRef(0);
  loadedAt.current = query.dataUpdatedAt;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the wallet was loaded again
  useEffect(() => {
    // Not loaded yet, or after the wallet.
    if (loadedAt.current === 0 || loadedAt.current >= version) {
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
