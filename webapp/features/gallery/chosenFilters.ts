import { useSyncExternalStore } from 'react';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import { type GalleryFilters, keyOf } from './galleryList.ts';

export const galleryTabs = ['all', 'images', 'videos', 'favourites', 'trash'] as const;
export type GalleryTab = (typeof galleryTabs)[number];

/** What of the gallery is being looked at. */
export interface GalleryView {
  tab: GalleryTab;
  operation: OperationCode | null;
  model: string | null;
}

const tabFilters = {
  all: {},
  images: { kind: 'image' },
  videos: { kind: 'video' },
  favourites: { favourite: true },
  trash: { trash: true },
} as const satisfies Record<GalleryTab, GalleryFilters>;

/** Nothing is left out. */
export const everything: GalleryView = { tab: 'all', operation: null, model: null };

let view = everything;
const listeners = new Set<() => void>();

/** What the server is asked for. */
export function chosenFilters({ tab, operation, model }: GalleryView): GalleryFilters {
  return { ...tabFilters[tab], ...(operation && { operation }), ...(model && { model }) };
}

/** The view stays while works are opened from it: the viewer swipes through the same works. */
export function currentView(): GalleryView {
  return view;
}

export function useGalleryView(): [GalleryView, (patch: Partial<GalleryView>) => void] {
  const value = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentView);
  return [value, changeView];
}

function changeView(patch: Partial<GalleryView>): void {
  const next = { ...view, ...patch };
  if (keyOf(chosenFilters(next)) !== keyOf(chosenFilters(view))) {
    view = next;
    for (const listener of listeners) {
      listener();
    }
  }
}
