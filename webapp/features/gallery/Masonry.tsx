import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Generation, Media } from '../../../shared/schemas/generation.ts';
import { useIsNew } from '../../domain/media/newMarks.ts';
import {
  columnsOf,
  columnWidthOf,
  GRID_TOP,
  GUTTER,
  MAX_PAGE_WIDTH,
  TILE_GAP,
  tileHeight,
} from '../../domain/media/tileSize.ts';
import { useText } from '../../i18n/useText.ts';
import { isFirstPage } from '../../ui/navigation/history.ts';
import { useGrowing } from '../../ui/useGrowing.ts';
import { useWindowList } from '../../ui/useWindowList.ts';
import { JobTile } from './JobTile.tsx';
import { WorkTile } from './WorkTile.tsx';

const JOB_HEIGHT = 128;
/** With its reason and its refund. */
const FAILED_HEIGHT = 164;
/** Pages are loaded this many screens ahead. */
const SCREENS_AHEAD = 2;

export interface MasonryProps {
  works: readonly Media[];
  /** Before the works. */
  jobs: readonly Generation[];
  /** The selection mode; null outside it. */
  chosen: { has: (id: string) => boolean } | null;
  more: boolean;
  onMore: () => void;
  onOpen: (media: Media) => void;
  onLongPress: (media: Media) => void;
}

/** Columns of works in their own proportions. Only those near the screen are rendered. */
export function Masonry(props: MasonryProps) {
  const { works, jobs, chosen, more, onMore } = props;
  const t = useText('gallery');
  const isNew = useIsNew();
  const box = useRef<HTMLUListElement>(null);
  const { width, top, columns } = usePlace(box);
  const columnWidth = columnWidthOf(width, columns);
  const heightOf = (index: number): number => {
    const work = works[index - jobs.length];
    if (!work) {
      return jobs[index]?.status === 'failed' ? FAILED_HEIGHT : JOB_HEIGHT;
    }
    return tileHeight(columnWidth, work);
  };
  const options = useWindowList();
  const virtual = useWindowVirtualizer({
    // Without a width all would be taken for the flat lines that they are then, and rendered at once.
    count: width > 0 ? jobs.length + works.length : 0,
    lanes: columns,
    gap: TILE_GAP,
    estimateSize: heightOf,
    getItemKey: useKeys(jobs, works),
    ...options,
    overscan: useGrowing(2, 6),
    scrollMargin: top,
    initialOffset: () => window.scrollY,
  });
  // Heights follow the width; the order changes only when something is added before the end.
  const layout = `${columnWidth} ${jobs.map(({ id, status }) => `${id}${status}`)} ${works[0]?.id}`;
  const measured = useRef(layout);
  useLayoutEffect(() => {
    if (measured.current !== layout) {
      measured.current = layout;
      virtual.measure();
    }
  }, [layout, virtual]);

  const seen = virtual.getVirtualItems();
  const height = virtual.getTotalSize();
  const last = seen.at(-1)?.end ?? 0;
  useEffect(() => {
    if (width > 0 && more && last + SCREENS_AHEAD * window.innerHeight > height) {
      onMore();
    }
  }, [width, more, onMore, last, height]);

  return (
    <ul
      ref={box}
      className="masonry-list"
      aria-label={t('works')}
      style={{ height: height + (more ? JOB_HEIGHT : 0) }}
    >
      {seen.map((item) => {
        const job = jobs[item.index];
        const work = works[item.index - jobs.length];
        return (
          <li
            key={item.key}
            aria-setsize={jobs.length + works.length}
            aria-posinset={item.index + 1}
            style={{
              width: columnWidth,
              height: item.size,
              transform: `translate(${item.lane * (columnWidth + TILE_GAP)}px, ${item.start - top}px)`,
            }}
          >
            {job ? (
              <JobTile job={job} />
            ) : work ? (
              <WorkTile
                media={work}
                isNew={isNew(work)}
                urgent={isFirstPage() && item.start < options.initialRect.height}
                selected={chosen ? chosen.has(work.id) : undefined}
                onOpen={props.onOpen}
                onLongPress={props.onLongPress}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** One function for all renders: a new one would lay out every item again. */
function useKeys(jobs: readonly Generation[], works: readonly Media[]) {
  const latest = useRef({ jobs, works });
  latest.current = { jobs, works };
  return useCallback((index: number): string | number => {
    const { jobs: before, works: after } = latest.current;
    return before[index]?.id ?? after[index - before.length]?.id ?? index;
  }, []);
}

/**
 * On a phone, so that the tiles are rendered with the screen. A wide window has margins and one of a desktop a scroll
 * bar: they are measured first.
 */
function expectedPlace(): { width: number; top: number; columns: number } {
  const { innerWidth } = window;
  const isPhone = innerWidth <= MAX_PAGE_WIDTH && window.matchMedia('(pointer: coarse)').matches;
  const width = isPhone ? innerWidth - 2 * GUTTER : 0;
  return { width, top: GRID_TOP, columns: columnsOf(innerWidth) };
}

/** The position of the grid: needed before the first paint, so that scrolling can be restored. */
function usePlace(box: React.RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState(expectedPlace);
  const isExpected = place.width > 0;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const measure = () => {
      const rect = element.getBoundingClientRect();
      const next = {
        width: rect.width,
        top: Math.round(rect.top + window.scrollY),
        columns: columnsOf(window.innerWidth),
      };
      setPlace((old) => (JSON.stringify(old) === JSON.stringify(next) ? old : next));
    };
    if (!isExpected) {
      measure();
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [box, isExpected]);
  return place;
}
