import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { impact } from '../telegram/haptics.ts';

/** Pixels after which letting go closes the sheet. */
const FAR = 120;
/** Pixels per millisecond: a flick. */
const FAST = 0.6;

/** Drags a sheet down by its header: far enough or with a flick it closes, else it snaps back. */
export function useSheetDrag(panel: RefObject<HTMLElement | null>, close: () => void) {
  const start = useRef<{ y: number; time: number } | null>(null);
  const [dragged, setDragged] = useState(false);

  const move = (by: number) => {
    if (panel.current) {
      panel.current.style.transform = by > 0 ? `translateY(${by}px)` : '';
    }
  };
  const end = (event: PointerEvent) => {
    const from = start.current;
    start.current = null;
    const sheet = panel.current;
    if (!from || !sheet) {
      return;
    }
    const by = event.clientY - from.y;
    const speed = by / Math.max(1, event.timeStamp - from.time);
    sheet.classList.replace('drag', 'settle');
    if (by > FAR || (by > 24 && speed > FAST)) {
      setDragged(true);
      move(sheet.offsetHeight);
      close();
    } else {
      if (by > 4) {
        impact('soft');
      }
      move(0);
    }
  };
  const handle = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if ((event.target as HTMLElement).closest('button, a, input')) {
        return;
      }
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { y: event.clientY, time: event.timeStamp };
      panel.current?.classList.remove('settle');
      panel.current?.classList.add('drag');
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.current) {
        move(event.clientY - start.current.y);
      }
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
  return { handle, dragged };
}
