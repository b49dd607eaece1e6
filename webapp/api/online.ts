import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useStore } from 'zustand/react';
import { createStore } from 'zustand/vanilla';

/** The device has a network, which may lead nowhere; the server answered the latest request. */
const connection = createStore(() => ({ device: onlineManager.isOnline(), server: true }));
onlineManager.subscribe((device) => connection.setState({ device }));

/** Notified of every answer, and of every request without one. */
export function noteReached(server: boolean): void {
  connection.setState({ server });
}

/** Whether there is a connection; paying and creating are switched off without one. */
export function useOnline(): boolean {
  return useStore(connection, ({ device, server }) => device && server);
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
