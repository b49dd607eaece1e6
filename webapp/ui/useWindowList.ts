import { type Rect, windowScroll } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';

/**
 * Options of a `useWindowVirtualizer` that renders its first items with the screen. By default it renders none until
 * it is mounted, and then reads the window's size and scrolls to where the window is already: both would lay out the
 * page in the middle of the screen's first task.
 */
export function useWindowList() {
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
  }, []);
  const [options] = useState(() => {
    const size = () => ({ width: window.innerWidth, height: window.innerHeight });
    const observeElementRect = (_: unknown, change: (rect: Rect) => void) => {
      const onResize = () => change(size());
      window.addEventListener('resize', onResize, { passive: true });
      return () => window.removeEventListener('resize', onResize);
    };
    const scrollToFn: typeof windowScroll = (...scroll) => {
      if (isMounted.current) {
        windowScroll(...scroll);
      }
    };
    return { initialRect: size(), observeElementRect, scrollToFn };
  });
  return options;
}
