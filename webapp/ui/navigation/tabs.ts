import { useEffect, useRef } from 'react';
import { replace } from './history.ts';

const resets = new Set<() => void>();

/** A tap on a tab: shows its page; on the active one scrolls up, and at the top resets filters. */
export function chooseTab(path: string, active: boolean): void {
  if (!active) {
    void replace(path);
    return;
  }
  if (window.scrollY > 0) {
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    window.scrollTo({ top: 0, behavior: calm ? 'instant' : 'smooth' });
    return;
  }
  for (const reset of resets) {
    reset();
  }
}

/** Calls `onReset` when the active tab is tapped while the page is already at its top. */
export function useTabReset(onReset: () => void): void {
  const latest = useRef(onReset);
  latest.current = onReset;
  useEffect(() => {
    const reset = () => latest.current();
    resets.add(reset);
    return () => {
      resets.delete(reset);
    };
  }, []);
}
