import type { InfiniteData } from '@tanstack/react-query';
import type { HistoryItem, HistoryOutput } from '../../../shared/schemas/wallet.ts';

export type Pages = InfiniteData<HistoryOutput, string | null>;

/** A line of the list: the heading of a day, or a movement. */
export type Line =
  | { type: 'day'; day: string; total: number }
  | { type: 'item'; item: HistoryItem };

/** Puts new lines of the first page before the loaded ones; replaces them when lines in between would be missing. */
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
  // Pages that share a day have its total each; the first one is the newest.
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
