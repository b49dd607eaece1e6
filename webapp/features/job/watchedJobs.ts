import { useSyncExternalStore } from 'react';

const KEY = 'ac.jobs';
const MOST = 10;
const listeners = new Set<() => void>();
let ids: readonly string[] | null = null;

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function current(): readonly string[] {
  ids ??= read();
  return ids;
}

function write(next: readonly string[]): void {
  ids = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // No room: failures are still told by the bot and in the wallet.
  }
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
