import { useSyncExternalStore } from 'react';
import { keep, readKept } from '../../telegram/deviceStorage.ts';

const NAME = 'opened';
const MOST = 400;

/** Ids grow with time, so one id says "everything up to here has been seen". */
interface Opened {
  upTo: string;
  ids: readonly string[];
}

const listeners = new Set<() => void>();
let opened: Opened | null = null;

function read(): Opened {
  const kept = readKept(NAME);
  if (typeof kept === 'object' && kept !== null && 'upTo' in kept && 'ids' in kept) {
    return kept as Opened;
  }
  const fresh = { upTo: idAt(Date.now()), ids: [] };
  write(fresh);
  return fresh;
}

/** The smallest id of a moment (UUID version 7 begins with the milliseconds). */
function idAt(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

function write(next: Opened): void {
  opened = next;
  keep(NAME, next);
}

function current(): Opened {
  opened ??= read();
  return opened;
}

/** What is made from now on will be new: begins the record on this device, if it has not begun. */
export function beginNewMarks(): void {
  current();
}

/** Takes the "New" mark off a work, for good. */
export function markOpened(id: string): void {
  const { upTo, ids } = current();
  if (id <= upTo || ids.includes(id)) {
    return;
  }
  const all = [...ids, id].sort();
  const kept = all.slice(-MOST);
  write({ upTo: all.length > MOST ? (all[all.length - MOST - 1] ?? upTo) : upTo, ids: kept });
  for (const listener of listeners) {
    listener();
  }
}

/** Whether a work was made since this device first opened the app and has not been opened yet. */
export function useIsNew(): (id: string) => boolean {
  const { upTo, ids } = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
  return (id) => id > upTo && !ids.includes(id);
}
