import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 720px)');

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** The minimum width for the side navigation, tables and dialogs. */
export function useDesktop(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}
