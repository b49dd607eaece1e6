import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** Whether the server answered the latest request: a device may have a network that leads nowhere. */
let isReached = true;
const listeners = new Set<() => void>();

/** Told of every answer, and of every request that got none. */
export function noteReached(reached: boolean): void {
  if (reached !== isReached) {
    isReached = reached;
    for (const listener of listeners) {
      listener();
    }
  }
}

/** Whether there is a connection; paying and creating are switched off without one. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      const off = onlineManager.subscribe(listener);
      return () => {
        listeners.delete(listener);
        off();
      };
    },
    () => isReached && onlineManager.isOnline(),
  );
}

/** When the newest cached data arrived, for "showing data from 9:32"; null when there is none. */
export function useDataTime(): Date | null {
  const client = useQueryClient();
  const times = client
    .getQueryCache()
    .getAll()
    .map((query) => query.state.dataUpdatedAt);
  const newest = Math.max(0, ...times);
  return newest > 0 ? new Date(newest) : null;
}
