import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { GalleryListOutput } from '../../../shared/schemas/gallery.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { GALLERY_PAGE } from '../../api/earlyCalls.ts';
import type { GalleryTab } from './chosenFilters.ts';
import {
  appendPage,
  type GalleryFilters,
  galleryList,
  keyOf,
  refreshHead,
  useGalleryList,
  withHead,
} from './galleryList.ts';

/** Larger pages further down: a person who has scrolled far scrolls fast. */
const NEXT_PAGE = 100;

/**
 * The matching works. The first page is refetched after every change; later pages are fetched as needed and
 * stay.
 */
export function useGallery(filters: GalleryFilters) {
  const trpc = useTRPC();
  const caller = useTRPCClient();
  const stored = useGalleryList(filters);
  const key = keyOf(filters);
  const head = useQuery(trpc.gallery.list.queryOptions({ ...filters, limit: GALLERY_PAGE }));
  // An answer that is there already is rendered with the screen, not as a change of it.
  const list = !stored.known && head.data ? withHead(stored, head.data) : stored;
  /** The same for every filter: kept while another list is loading. */
  const counts = useRef<GalleryListOutput['counts']>(null);
  counts.current = head.data?.counts ?? counts.current;
  const [moreError, setMoreError] = useState<unknown>(null);
  const loading = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the filters
  useEffect(() => {
    if (head.data) {
      refreshHead(filters, head.data);
    }
  }, [head.data, key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the filters
  const loadMore = useCallback(async () => {
    const cursor = galleryList(filters).nextCursor;
    const place = `${key}${cursor}`;
    if (cursor === null || loading.current === place) {
      return;
    }
    loading.current = place;
    setMoreError(null);
    try {
      appendPage(
        filters,
        cursor,
        await caller.gallery.list.query({ ...filters, cursor, limit: NEXT_PAGE }),
      );
    } catch (error) {
      setMoreError(error);
    } finally {
      loading.current = null;
    }
  }, [key, caller]);

  return {
    items: list.items,
    hasMore: list.nextCursor !== null,
    /** The first answer has arrived, perhaps in an earlier visit. */
    known: list.known,
    /** Nothing can be shown. */
    error: list.known ? null : head.error,
    counts: counts.current,
    refresh: () => void head.refetch(),
    loadMore,
    moreError,
  };
}

export type GalleryCounts = ReturnType<typeof useGallery>['counts'];

/** The count of a chip; undefined while it is not known. */
export function countOf(counts: GalleryCounts, tab: GalleryTab): number | undefined {
  switch (tab) {
    case 'all':
      return counts ? counts.images + counts.videos : undefined;
    case 'images':
    case 'videos':
    case 'favourites':
    case 'trash':
      return counts?.[tab];
  }
}
