import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';

/** An open sheet. Its props live beside the history, so they may hold functions. */
export interface SheetEntry {
  id: string;
  name: string;
}

interface Entry {
  /** Steps from the page the app was opened at. */
  depth: number;
  sheets: readonly SheetEntry[];
}

/** How the current page was reached: decides its animation. */
export type Direction = 'push' | 'pop' | 'none';

const start: Entry = { depth: 0, sheets: [] };
const sheetProps = new Map<string, object>();
const scrolls = new Map<number, number>();
const current = createStore(() => ({ ...start, path: '/', search: '' }));
let direction: Direction = 'none';
let nextId = 1;
/** A `history.go` that the browser has not carried out yet. */
let stepping: { made: Promise<void>; end: () => void } | null = null;
/** Another page than the first one has been shown. */
let hasMoved = false;
let lastOpenedAt = Number.NEGATIVE_INFINITY;

/** Presses closer together than this count as one, ms; rendering the sheet may delay the second. */
const DOUBLE_PRESS_MS = 1000;
/** The longest wait for a step back, ms. */
const STEP_MS = 1000;

/** Takes over the history at start-up. Sheets of an earlier load cannot be shown: their props are lost. */
export function startHistory(): void {
  history.scrollRestoration = 'manual';
  write(start, 'replace');
  hasMoved = false;
  window.addEventListener('popstate', (event) => {
    const next = toEntry(event.state);
    const entry = here();
    const samePage = next.sheets.length > 0 || entry.sheets.length > 0;
    direction = samePage ? 'none' : next.depth < entry.depth ? 'pop' : 'push';
    arrive(next);
    stepping?.end();
  });
}

function toEntry(state: unknown): Entry {
  const known = typeof state === 'object' && state !== null && 'depth' in state;
  return known ? (state as Entry) : start;
}

function write(next: Entry, how: 'push' | 'replace', path?: string): void {
  const url = path ?? location.pathname + location.search;
  if (how === 'push') {
    history.pushState(next, '', url);
  } else {
    history.replaceState(next, '', url);
  }
  arrive(next);
}

function arrive(entry: Entry): void {
  hasMoved ||= location.pathname !== current.getState().path;
  current.setState({ ...entry, path: location.pathname, search: location.search });
}

function here(): Entry {
  return current.getState();
}

/** Whether the page that the app was opened at is still shown. */
export function isFirstPage(): boolean {
  return !hasMoved;
}

function rememberScroll(): void {
  scrolls.set(here().depth, window.scrollY);
}

/** The scroll position of a page that is returned to. */
export function rememberedScroll(): number {
  return scrolls.get(here().depth) ?? 0;
}

/** Opens a page on top of the current one; it replaces an open sheet in the history. */
export async function push(path: string): Promise<void> {
  rememberScroll();
  await closeSheets(1);
  direction = 'push';
  const replacesSheet = here().sheets.length > 0;
  scrolls.delete(here().depth + (replacesSheet ? 0 : 1));
  write(
    { depth: here().depth + (replacesSheet ? 0 : 1), sheets: [] },
    replacesSheet ? 'replace' : 'push',
    path,
  );
}

/** Shows another page instead of the current one (another tab, the page after first launch). */
export async function replace(path: string): Promise<void> {
  await closeSheets();
  direction = 'none';
  scrolls.delete(here().depth);
  write({ depth: here().depth, sheets: [] }, 'replace', path);
}

/** One step back: closes the top sheet or leaves the page; goes to `parent` when there is no page before. */
export function back(parent = '/'): void {
  if (here().depth > 0) {
    history.back();
  } else {
    direction = 'pop';
    write(start, 'replace', parent);
  }
}

/** Opens a sheet, after one that is closing; a double press opens it once. */
export async function openSheetEntry(name: string, props: object): Promise<void> {
  if (stepping) {
    await stepping.made;
  }
  const now = performance.now();
  if (here().sheets.at(-1)?.name === name && now - lastOpenedAt < DOUBLE_PRESS_MS) {
    return;
  }
  lastOpenedAt = now;
  const id = `sheet-${nextId++}`;
  sheetProps.set(id, props);
  rememberScroll();
  direction = 'none';
  write({ depth: here().depth + 1, sheets: [...here().sheets, { id, name }] }, 'push');
}

/** The props a sheet was opened with; undefined after a reload. */
export function propsOfSheet(id: string): object | undefined {
  return sheetProps.get(id);
}

/** Closes the top sheet; resolves when its history entry is gone. */
export function closeSheet(): Promise<void> {
  return closeSheets(Math.max(0, here().sheets.length - 1));
}

/** Closes this sheet and the ones above it; does nothing when it is closed already. */
export async function closeSheetOf(id: string): Promise<void> {
  const at = here().sheets.findIndex((sheet) => sheet.id === id);
  if (at >= 0) {
    await closeSheets(at);
  }
}

/** Closes sheets until `left` remain. Repeated calls wait for each other, so that each sheet is closed once. */
export async function closeSheets(left = 0): Promise<void> {
  while (stepping) {
    await stepping.made;
  }
  const steps = here().sheets.length - left;
  if (steps > 0) {
    await stepBack(steps);
  }
}

function stepBack(steps: number): Promise<void> {
  let arrived: () => void = () => undefined;
  const made = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const timer = setTimeout(() => end(), STEP_MS);
  const end = () => {
    clearTimeout(timer);
    stepping = null;
    arrived();
  };
  stepping = { made, end };
  history.go(-steps);
  return made;
}

export function currentDirection(): Direction {
  return direction;
}

/** The animation runs once per navigation. */
export function directionPlayed(): void {
  direction = 'none';
}

export function openSheets(): readonly SheetEntry[] {
  return here().sheets;
}

export function useSheets(): readonly SheetEntry[] {
  return useStore(current, ({ sheets }) => sheets);
}

export function usePath(): string {
  return useStore(current, ({ path }) => path);
}

/** The query string with its `?`, or an empty string. */
export function useSearch(): string {
  return useStore(current, ({ search }) => search);
}

/** The second part of the path: the `:id` of `/job/:id`. */
export function usePathId(): string {
  return usePath().split('/')[2] ?? '';
}
