import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { HistoryFilter, HistoryItem, HistoryOutput } from '../../../shared/schemas/wallet.ts';
import { useTRPCClient } from '../../api/client.ts';

const PAGE = 30;
export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

type Pages = InfiniteData<HistoryOutput, string | null>;

/** A line of the list: the heading of a day, or a movement. */
export type Line =
  | { type: 'day'; day: string; total: number }
  | { type: 'item'; item: HistoryItem };

/**
 * The history, page by page. The ledger only grows, so news are put on top: what is loaded is never
 * asked for again, however far the person has scrolled. The key lies outside the router's path, which
 * live events would otherwise make ask for every loaded page.
 * @param version changes when the wallet was read anew.
 */
export function useHistory(filter: HistoryFilter, version: number) {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = useMemo(() => ['walletHistory', filter, timeZone], [filter]);
  const read = (cursor: string | null) =>
    client.wallet.history.query({
      filter,
      limit: PAGE,
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the wallet was read anew
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
      // The old lines stay; the next change asks again.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [version, key]);
  return { ...query, lines: useMemo(() => toLines(query.data), [query.data]) };
}

/** The first page read anew before those already there; all of them go when a gap would open. */
export function putOnTop({ pages, pageParams }: Pages, top: HistoryOutput): Pages {
  const known = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const meets = top.nextCursor === null || top.items.some(({ id }) => known.has(id));
  if (!meets || known.size === 0) {
    return { pages: [top], pageParams: [null] };
  }
  const fresh = top.items.filter(({ id }) => !known.has(id));
  const [first, ...rest] = pages;
  if (!first) {
    return { pages: [top], pageParams: [null] };
  }
  const totals = new Map([...first.days, ...top.days].map(({ day, total }) => [day, total]));
  const days = [...totals].map(([day, total]) => ({ day, total }));
  return { pages: [{ ...first, items: [...fresh, ...first.items], days }, ...rest], pageParams };
}

/** Movements with a heading before each day. */
export function toLines(data: Pick<Pages, 'pages'> | undefined): Line[] {
  const lines: Line[] = [];
  // Pages that share a day tell the same total; the first one is the freshest.
  const totals = new Map<string, number>();
  let current: string | null = null;
  for (const page of data?.pages ?? []) {
    for (const { day, total } of page.days) {
      if (!totals.has(day)) {
        totals.set(day, total);
      }
    }
    for (const item of page.items) {
      if (item.day !== current) {
        current = item.day;
        lines.push({ type: 'day', day: item.day, total: totals.get(item.day) ?? 0 });
      }
      lines.push({ type: 'item', item });
    }
  }
  return lines;
}
