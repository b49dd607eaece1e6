import { type RefObject, useEffect } from 'react';

/** Moves the focus in when the dialog opens and back when it is gone. */
export function useFocusReturn(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) {
        // The page is inert until the sheet is unmounted.
        requestAnimationFrame(() => before.focus({ preventScroll: true }));
      }
    };
  }, [panel]);
}
