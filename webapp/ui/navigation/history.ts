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

/** How the page now shown was reached: decides its motion. */
export type Direction = 'push' | 'pop' | 'none';

const start: Entry = { depth: 0, sheets: [] };
const sheetProps = new Map<string, object>();
const scrolls = new Map<number, number>();
/** Where the app stands. */
const current = createStore(() => ({ ...start, path: '/', search: '' }));
let direction: Direction = 'none';
let nextId = 1;
/** A step back that the browser has been asked for and has not made yet. */
let stepping: { made: Promise<void>; end: () => void } | null = null;
let lastOpenedAt = Number.NEGATIVE_INFINITY;

/** Presses closer together than this, ms, are one press; drawing the sheet may delay the second. */
const DOUBLE_PRESS_MS = 1000;
/** The longest a step back is waited for, ms. */
const STEP_MS = 1000;

/** Takes over the history at start-up. Sheets of an earlier load are gone with their props. */
export function startHistory(): void {
  history.scrollRestoration = 'manual';
  write(start, 'replace');
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
  current.setState({ ...entry, path: location.pathname, search: location.search });
}

function here(): Entry {
  return current.getState();
}

function rememberScroll(): void {
  scrolls.set(here().depth, window.scrollY);
}

/** Where a page that was come back to had been scrolled to. */
export function rememberedScroll(): number {
  return scrolls.get(here().depth) ?? 0;
}

/** Opens a page over the present one; an open sheet gives its place to the page. */
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

/** Shows another page instead of the present one (another tab, the page after first launch). */
export async function replace(path: string): Promise<void> {
  await closeSheets();
  direction = 'none';
  scrolls.delete(here().depth);
  write({ depth: here().depth, sheets: [] }, 'replace', path);
}

/** One step back: the top sheet closes, or the page leaves; `parent` when there is no page before. */
export function back(parent = '/'): void {
  if (here().depth > 0) {
    history.back();
  } else {
    direction = 'pop';
    write(start, 'replace', parent);
  }
}

/** A second press on what opens a sheet opens no second one; a sheet that is closing is waited for. */
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

/** Closes the top sheet; resolves when the history stands below it. */
export function closeSheet(): Promise<void> {
  return closeSheets(Math.max(0, here().sheets.length - 1));
}

/** Closes this sheet and what stands over it; one that is closed already stays so. */
export async function closeSheetOf(id: string): Promise<void> {
  const at = here().sheets.findIndex((sheet) => sheet.id === id);
  if (at >= 0) {
    await closeSheets(at);
  }
}

/** Closes sheets until `left` remain. Asked again before the browser has done it, it is done once. */
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

/** The motion is played once per navigation. */
export function directionPlayed(): void {
  direction = 'none';
}

export function openSheets(): readonly SheetEntry[] {
  return here().sheets;
}

export function useSheets(): readonly SheetEntry[] {
  return useStore(current, ({ sheets }) => sheets);
}

/** The path of the address. */
export function usePath(): string {
  return useStore(current, ({ path }) => path);
}

/** What the address asks for: empty, or from its `?` on. */
export function useSearch(): string {
  return useStore(current, ({ search }) => search);
}

/** The second part of the path: the `:id` of `/job/:id`. */
export function usePathId(): string {
  return usePath().split('/')[2] ?? '';
}
