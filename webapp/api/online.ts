import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** Whether there is a connection; paying and creating are switched off without one. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
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
