import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Scrolls a row sideways so that its chosen child, the one with the class `on`, is in the middle; again whenever
 * `change` is another value.
 */
export function useChosenInView(row: RefObject<HTMLElement | null>, change: string): void {
  const isDrawn = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when `change` does
  useLayoutEffect(() => {
    const box = row.current;
    const chosen = box?.querySelector<HTMLElement>('.on');
    // A new row begins with its first child. Reading positions would lay out the whole page at once.
    const isInView = !isDrawn.current && chosen === box?.firstElementChild;
    isDrawn.current = true;
    if (box && chosen && !isInView) {
      box.scrollLeft = chosen.offsetLeft + chosen.offsetWidth / 2 - box.clientWidth / 2;
    }
  }, [row, change]);
}
