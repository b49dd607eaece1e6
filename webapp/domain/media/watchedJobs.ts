import { useSyncExternalStore } from 'react';
import { keep, readKept } from '../../telegram/deviceStorage.ts';

const NAME = 'jobs';
const MOST = 10;
const listeners = new Set<() => void>();
let ids: readonly string[] | null = null;

function read(): readonly string[] {
  const kept = readKept(NAME);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

function current(): readonly string[] {
  ids ??= read();
  return ids;
}

function write(next: readonly string[]): void {
  ids = next;
  keep(NAME, next);
  for (const listener of listeners) {
    listener();
  }
}

/** Keeps an eye on a job, so that its failure is not lost when nobody was looking at it. */
export function watchJob(id: string): void {
  if (!current().includes(id)) {
    write([id, ...current()].slice(0, MOST));
  }
}

/** Its end has been seen, or there is something to look at instead. */
export function forgetJob(id: string): void {
  if (current().includes(id)) {
    write(current().filter((one) => one !== id));
  }
}

/** Jobs begun on this device whose end has not been seen, newest first. */
export function useWatchedJobs(): readonly string[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}
