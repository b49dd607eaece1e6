import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 720px)');

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** Room for the rail, tables and dialogs. */
export function useDesktop(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}
