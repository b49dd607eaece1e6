import { useEffect } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { chosenFilters, countOf, currentView, isNarrowed, useGallery } from '../gallery/index.ts';

export interface Neighbours {
  previous: Media | null;
  next: Media | null;
  /** "12 / 95"; null where the work is not in the current list. */
  place: { at: number; of: number } | null;
}

/** The works beside a work, in the list from which it was opened. */
export function useNeighbours(id: string): Neighbours & { found: Media | null } {
  const view = currentView();
  const gallery = useGallery(chosenFilters(view));
  const at = gallery.items.findIndex((media) => media.id === id);
  const { hasMore, loadMore } = gallery;
  const nearEnd = at >= 0 && at > gallery.items.length - 10;
  useEffect(() => {
    if (nearEnd && hasMore) {
      void loadMore();
    }
  }, [nearEnd, hasMore, loadMore]);
  if (at < 0) {
    return { previous: null, next: null, place: null, found: null };
  }
  const of = isNarrowed(view) ? undefined : countOf(gallery.counts, view.tab);
  return {
    previous: gallery.items[at - 1] ?? null,
    next: gallery.items[at + 1] ?? null,
    place: of === undefined ? null : { at: at + 1, of: Math.max(of, at + 1) },
    found: gallery.items[at] ?? null,
  };
}
