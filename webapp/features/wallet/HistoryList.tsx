import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import { DayHeading } from '../../domain/coins/LedgerRow.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { Rows } from '../../ui/Row.tsx';
import { useGrowing } from '../../ui/useGrowing.ts';
import { useWindowList } from '../../ui/useWindowList.ts';
import type { Line } from './historyPages.ts';
import { MovementRow } from './MovementRow.tsx';

/** How many lines are rendered beyond each edge. */
const OVERSCAN = 12;
/** Beyond the first ones, which are in sight, so many are rendered at a time. */
const OVERSCAN_STEP = 4;

interface HistoryListProps {
  lines: readonly Line[];
  /** Called while the end is nearer than two screens. */
  onNearEnd: () => void;
}

/**
 * Renders only the lines near the view, in normal flow between two spacers, so that ten thousand of them
 * scroll like thirty. Rendered lines are measured; for the others the usual height is assumed.
 */
export function HistoryList({ lines, onNearEnd }: HistoryListProps) {
  const box = useRef<HTMLDivElement>(null);
  const { day, item, top } = useHeights(box);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (i) => (lines[i]?.type === 'day' ? day : item),
    getItemKey: (i) => keyOf(lines[i], i),
    ...useWindowList(),
    overscan: useGrowing(OVERSCAN_STEP, OVERSCAN),
    scrollMargin: top,
    // Rendered with the next frame: a fast fling then costs one rendering, not one per event.
    useFlushSync: false,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0], shown.at(-1)];
  const begin = first?.index ?? 0;
  const end = last?.index ?? 0;
  // The rows of a day are nested in one box, so they are matched to lines by their order.
  useLayoutEffect(() => {
    const drawn = box.current?.querySelectorAll<HTMLElement>(LINES) ?? [];
    for (const [at, element] of [...drawn].entries()) {
      element.dataset.index = String(begin + at);
      virtual.measureElement(element);
    }
  });
  useEffect(() => {
    const ahead = Math.ceil((2 * window.innerHeight) / item);
    if (end >= lines.length - 1 - ahead) {
      onNearEnd();
    }
  }, [end, lines.length, item, onNearEnd]);
  return (
    <div
      ref={box}
      style={{
        paddingTop: (first?.start ?? top) - top,
        paddingBottom: virtual.getTotalSize() - ((last?.end ?? top) - top),
      }}
    >
      {byDay(lines, begin, end).map((group) => (
        <Day key={group.day} {...group} />
      ))}
    </div>
  );
}

/** The elements of the rendered lines, in their order. */
const LINES = '.day, li';

function keyOf(line: Line | undefined, index: number): string | number {
  return line?.type === 'day' ? line.day : (line?.item.id ?? index);
}

interface DayGroup {
  day: string;
  /** Null when the heading itself is above the rendered lines. */
  total: number | null;
  items: HistoryItem[];
}

function byDay(lines: readonly Line[], from: number, to: number): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const line of lines.slice(from, to + 1)) {
    const group = groups.at(-1);
    if (line.type === 'day') {
      groups.push({ day: line.day, total: line.total, items: [] });
    } else if (group) {
      group.items.push(line.item);
    } else {
      groups.push({ day: line.item.day, total: null, items: [line.item] });
    }
  }
  return groups;
}

function Day({ day, total, items }: DayGroup) {
  const f = useFormat();
  // A date alone would be parsed as midnight in UTC, which is the day before further west.
  const name = f.day(`${day}T12:00:00`);
  return (
    <>
      {total !== null && <DayHeading day={name} total={total} />}
      {items.length > 0 && (
        <Rows label={name}>
          {items.map((item) => (
            <MovementRow key={item.id} item={item} />
          ))}
        </Rows>
      )}
    </>
  );
}

/** The heights of a heading and of a line at the current text size, and where the list begins. */
function useHeights(box: React.RefObject<HTMLDivElement | null>) {
  const [heights, setHeights] = useState({ day: 38, item: 56, top: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const list = box.current;
      if (!list) {
        return;
      }
      const heightOf = (selector: string) =>
        list.querySelector<HTMLElement>(selector)?.offsetHeight;
      const top = Math.round(list.getBoundingClientRect().top + window.scrollY);
      setHeights((before) => {
        const day = heightOf('.day') ?? before.day;
        const item = heightOf('li') ?? before.item;
        const same = day === before.day && item === before.item && top === before.top;
        return same ? before : { day, item, top };
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [box]);
  return heights;
}
