import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';
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

const view = createStore<GalleryView>(() => everything);

/** What the server is asked for. */
export function chosenFilters({ tab, operation, model }: GalleryView): GalleryFilters {
  return { ...tabFilters[tab], ...(operation && { operation }), ...(model && { model }) };
}

/** The view stays while works are opened from it: the viewer swipes through the same works. */
export function currentView(): GalleryView {
  return view.getState();
}

export function useGalleryView(): [GalleryView, (patch: Partial<GalleryView>) => void] {
  return [useStore(view), changeView];
}

function changeView(patch: Partial<GalleryView>): void {
  const before = currentView();
  const next = { ...before, ...patch };
  if (keyOf(chosenFilters(next)) !== keyOf(chosenFilters(before))) {
    view.setState(next);
  }
}
