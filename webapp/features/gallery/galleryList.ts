import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import type { GalleryListOutput } from '../../../shared/schemas/gallery.ts';
import type { Media } from '../../../shared/schemas/generation.ts';

/** The filters of a list of works. */
export interface GalleryFilters {
  kind?: 'image' | 'video';
  operation?: OperationCode;
  model?: string;
  favourite?: boolean;
  trash?: boolean;
  /** The search text. */
  search?: string;
  /** The range of creation times, ISO 8601. */
  from?: string;
  until?: string;
}

/** A list that grows at its end and is refreshed at its beginning; newest first, so by falling id. */
export interface GalleryList {
  items: readonly Media[];
  /** Where the next page begins; null when all is here. */
  nextCursor: string | null;
  /** False until the first page has come. */
  known: boolean;
}

interface KnownList {
  filters: GalleryFilters;
  list: GalleryList;
}

const unknown: GalleryList = { items: [], nextCursor: null, known: false };
/** Lists outlive their screens: going back from a work shows the same position at once. */
const lists = createStore<ReadonlyMap<string, KnownList>>(() => new Map());

export function keyOf(filters: GalleryFilters): string {
  const { kind, operation, model, favourite, trash, search, from, until } = filters;
  const flags = [favourite ?? false, trash ?? false];
  return JSON.stringify([kind, operation, model, ...flags, search, from, until]);
}

export function galleryList(filters: GalleryFilters): GalleryList {
  return lists.getState().get(keyOf(filters))?.list ?? unknown;
}

export function useGalleryList(filters: GalleryFilters): GalleryList {
  return useStore(lists, () => galleryList(filters));
}

function write(filters: GalleryFilters, list: GalleryList): void {
  lists.setState(new Map(lists.getState()).set(keyOf(filters), { filters, list }), true);
}

/** Changes every list that is known; null leaves one as it is. */
function changeAll(change: (known: KnownList) => readonly Media[] | null): void {
  const next = [...lists.getState()].map(([key, known]) => {
    const items = change(known);
    return [key, items ? { ...known, list: { ...known.list, items } } : known] as const;
  });
  lists.setState(new Map(next), true);
}

/**
 * The first page was refetched. Later pages stay, unless so much has been added that the two no longer
 * overlap: then the list starts again.
 */
export function refreshHead(filters: GalleryFilters, page: GalleryListOutput): void {
  write(filters, withHead(galleryList(filters), page));
}

/** The list with its first page as it is now. */
export function withHead(before: GalleryList, page: GalleryListOutput): GalleryList {
  const last = page.items.at(-1);
  const newestKept = before.items[0];
  const meets = last && newestKept && page.nextCursor !== null && newestKept.id >= last.id;
  if (!meets) {
    return { items: page.items, nextCursor: page.nextCursor, known: true };
  }
  const below = before.items.slice(firstBelow(before.items, last.id));
  return {
    items: [...page.items, ...below],
    nextCursor: below.length > 0 ? before.nextCursor : page.nextCursor,
    known: true,
  };
}

/** The next page has arrived. Answers to an older cursor are dropped. */
export function appendPage(filters: GalleryFilters, cursor: string, page: GalleryListOutput): void {
  const before = galleryList(filters);
  if (before.nextCursor === cursor) {
    const items = [...before.items, ...page.items];
    write(filters, { items, nextCursor: page.nextCursor, known: true });
  }
}

/** Where the works older than `id` begin. */
function firstBelow(items: readonly Media[], id: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.id ?? '') < id) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** Whether a work belongs to a list. */
export function fits(filters: GalleryFilters, media: Media): boolean {
  return (
    (!filters.kind || filters.kind === media.kind) &&
    (!filters.operation || filters.operation === media.operation) &&
    (!filters.model || filters.model === media.model) &&
    (!filters.favourite || media.favourite) &&
    (!filters.search || hasWords(media.prompt, filters.search)) &&
    (!filters.from || media.createdAt >= filters.from) &&
    (!filters.until || media.createdAt < filters.until) &&
    (filters.trash ?? false) === (media.trashedAt !== null)
  );
}

/** As the server searches: every word, in any letter case. */
export function hasWords(prompt: string, search: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');
  return plain(search)
    .split(/\s+/)
    .every((word) => plain(prompt).includes(word));
}

/** Too much has changed: every list is refetched from its beginning. */
export function forgetLists(): void {
  lists.setState(new Map(), true);
}

/** Writes changed works into every list: added at their time's position, or removed. */
export function placeMedia(changed: readonly Media[]): void {
  const ids = new Set(changed.map(({ id }) => id));
  changeAll(({ filters, list }) => {
    const others = list.items.filter(({ id }) => !ids.has(id));
    const last = others.at(-1)?.id ?? '';
    const mine = changed.filter(
      (media) => fits(filters, media) && (list.nextCursor === null || media.id > last),
    );
    if (!list.known || (mine.length === 0 && others.length === list.items.length)) {
      return null;
    }
    return mine.length > 0 ? [...others, ...mine].sort(byNewest) : others;
  });
}

function byNewest(a: Media, b: Media): number {
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** Removes permanently deleted works from every list. */
export function dropMedia(gone: (media: Media) => boolean): void {
  changeAll(({ list }) => {
    const items = list.items.filter((media) => !gone(media));
    return items.length < list.items.length ? items : null;
  });
}
