import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

/** After this long a press counts as long, ms. */
const LONG_MS = 480;
/** Pixels of movement after which it is a scroll. */
const SLACK = 10;

/**
 * Distinguishes a tap from a long press: with a finger, a pen or the mouse's main button. Scrolling and
 * leaving the element cancel the long press. After a long press `onTap` is not called.
 * @returns handlers for the element.
 */
export function useLongPress(onTap: () => void, onLongPress: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const long = useRef(false);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (!onLongPress) {
    return { onClick: onTap };
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      stop();
      long.current = false;
      if (event.isPrimary && event.button === 0) {
        start.current = { x: event.clientX, y: event.clientY };
        timer.current = setTimeout(() => {
          long.current = true;
          onLongPress();
        }, LONG_MS);
      }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - start.current.x, clientY - start.current.y) > SLACK) {
        stop();
      }
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onPointerLeave: stop,
    onContextMenu: (event: MouseEvent) => event.preventDefault(),
    onClick: (event: MouseEvent) => {
      stop();
      // A long press ends with a click, too, which is ignored; clicks by the keyboard have `detail` 0.
      if (long.current && event.detail > 0) {
        long.current = false;
        return;
      }
      onTap();
    },
  };
}
