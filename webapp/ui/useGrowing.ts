import { startTransition, useEffect, useState } from 'react';
import { afterFrame } from './afterFrame.ts';
import { isFirstPage } from './navigation/history.ts';

/** On the first page of a launch other work comes before what is out of sight, ms. */
const FIRST_PAUSE_MS = 1000;

/**
 * Grows by one step after each frame, up to `most`, so that a long list is not rendered in one piece. On the first page
 * of a launch it begins a second later, or when the page is scrolled.
 */
export function useGrowing(step: number, most: number): number {
  const [value, setValue] = useState(0);
  const [isHeld, setHeld] = useState(isFirstPage);
  useEffect(() => {
    if (!isHeld) {
      return;
    }
    const go = () => setHeld(false);
    const timer = setTimeout(go, FIRST_PAUSE_MS);
    window.addEventListener('scroll', go, { passive: true, once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', go);
    };
  }, [isHeld]);
  useEffect(() => {
    if (value < most && !isHeld) {
      return afterFrame(() => startTransition(() => setValue(Math.min(most, value + step))));
    }
  }, [value, step, most, isHeld]);
  return value;
}
