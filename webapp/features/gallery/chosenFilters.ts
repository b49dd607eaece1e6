import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import { type GalleryFilters, keyOf } from './galleryList.ts';

export const galleryTabs = ['all', 'images', 'videos', 'favourites', 'trash'] as const;
export type GalleryTab = (typeof galleryTabs)[number];

/** When works were made; `dates` are chosen by the person. */
export const galleryPeriods = ['any', 'today', 'week', 'month', 'dates'] as const;
export type GalleryPeriod = (typeof galleryPeriods)[number];

/** The current view of the gallery. */
export interface GalleryView {
  tab: GalleryTab;
  operation: OperationCode | null;
  model: string | null;
  search: string;
  period: GalleryPeriod;
  /** Of `dates`: the first and the last day, YYYY-MM-DD on the person's calendar; empty = open. */
  fromDay: string;
  toDay: string;
}

const tabFilters = {
  all: {},
  images: { kind: 'image' },
  videos: { kind: 'video' },
  favourites: { favourite: true },
  trash: { trash: true },
} as const satisfies Record<GalleryTab, GalleryFilters>;

/** Without filters. */
export const everything: GalleryView = {
  tab: 'all',
  operation: null,
  model: null,
  search: '',
  period: 'any',
  fromDay: '',
  toDay: '',
};

const view = createStore<GalleryView>(() => everything);

/** The beginning of a day on the person's calendar, so many days from today. */
function dayFromToday(days: number): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString();
}

/** The beginning of a day, or of the one after it; undefined for an invalid day. */
function dayOf(text: string, after = 0): string | undefined {
  const [year, month, day] = text.split('-').map(Number);
  return year && month && day && year >= 1970 && year < 2999
    ? new Date(year, month - 1, day + after).toISOString()
    : undefined;
}

function timesOf({ period, fromDay, toDay }: GalleryView): Pick<GalleryFilters, 'from' | 'until'> {
  switch (period) {
    case 'any':
      return {};
    case 'today':
      return { from: dayFromToday(0) };
    case 'week':
      return { from: dayFromToday(-6) };
    case 'month':
      return { from: dayFromToday(-29) };
    case 'dates': {
      const [from, until] = [dayOf(fromDay), dayOf(toDay, 1)];
      return { ...(from && { from }), ...(until && { until }) };
    }
  }
}

/** The query's filters. */
export function chosenFilters(view: GalleryView): GalleryFilters {
  const { tab, operation, model } = view;
  const search = view.search.trim();
  return {
    ...tabFilters[tab],
    ...(operation && { operation }),
    ...(model && { model }),
    ...(search && { search }),
    ...timesOf(view),
  };
}

/** Whether filters hide works of the tab. */
export function isNarrowed(view: GalleryView): boolean {
  return keyOf(chosenFilters(view)) !== keyOf(tabFilters[view.tab]);
}

/** The view stays while works are opened from it: the viewer swipes through the same works. */
export function currentView(): GalleryView {
  return view.getState();
}

export function useGalleryView(): [GalleryView, (patch: Partial<GalleryView>) => void] {
  return [useStore(view), changeView];
}

function changeView(patch: Partial<GalleryView>): void {
  view.setState({ ...currentView(), ...patch });
}
