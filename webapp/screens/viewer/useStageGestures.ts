import { type PointerEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { bounded, noZoom, TAP_SCALE, type Zoom, zoomAt } from './zoom.ts';

/** A finger that moved less than this has only tapped. */
const STILL_PX = 8;
const DOUBLE_TAP_MS = 260;
/** Beyond this share of the width, or with a flick, the next work comes. */
const FAR = 0.25;
const FAST_PX_PER_MS = 0.5;
const DOWN_PX = 110;

export interface StageGestures {
  /** The strip of three works; moved sideways. */
  track: RefObject<HTMLElement | null>;
  /** The picture that is zoomed. */
  picture: RefObject<HTMLElement | null>;
  /** Width divided by height of the picture. */
  ratio: number;
  /** Whether there is a work on that side. */
  has: { previous: boolean; next: boolean };
  /** Pinch, double tap and swiping down belong to the picture-only view. */
  full: boolean;
  onStep: (step: -1 | 1) => void;
  onTap: () => void;
  onDown: () => void;
}

interface Finger {
  x: number;
  y: number;
}

type Mode = 'none' | 'side' | 'down' | 'pan' | 'pinch';

/**
 * The fingers on the picture: sideways to the neighbours, two fingers or a double tap to zoom, a drag
 * inside a zoomed picture, down to leave. Positions are written straight to the elements, so that a
 * finger is followed without rendering.
 */
export function useStageGestures(options: StageGestures) {
  const latest = useRef(options);
  latest.current = options;
  const fingers = useRef(new Map<number, Finger>());
  const zoom = useRef<Zoom>(noZoom);
  const start = useRef({ x: 0, y: 0, time: 0, zoom: noZoom, distance: 0, mode: 'none' as Mode });
  const tap = useRef({ time: 0, timer: 0 });

  const draw = useCallback((next: Zoom, calm: boolean) => {
    zoom.current = next;
    const { picture } = latest.current;
    if (picture.current) {
      picture.current.style.transition = calm ? 'transform var(--m-std) var(--ease)' : '';
      picture.current.style.transform =
        next.scale === 1 ? '' : `translate(${next.x}px, ${next.y}px) scale(${next.scale})`;
    }
  }, []);
  const slide = useCallback((by: number, calm: boolean) => {
    const { track } = latest.current;
    if (track.current) {
      track.current.style.transition = calm ? 'transform var(--m-std) var(--ease)' : '';
      track.current.style.transform = by === 0 ? '' : `translateX(${by}px)`;
    }
  }, []);
  const drop = useCallback((by: number) => {
    const { picture } = latest.current;
    if (picture.current) {
      picture.current.style.transition = by === 0 ? 'transform var(--m-std) var(--ease)' : '';
      picture.current.style.transform = by === 0 ? '' : `translateY(${by}px)`;
    }
  }, []);

  /** Goes to a neighbour with the same motion as a swipe. */
  const step = useCallback(
    (to: -1 | 1) => {
      const { track, has, onStep } = latest.current;
      const strip = track.current;
      if (!strip || !(to < 0 ? has.previous : has.next)) {
        return;
      }
      draw(noZoom, false);
      const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (calm) {
        onStep(to);
        return;
      }
      strip.addEventListener('transitionend', () => onStep(to), { once: true });
      slide(-to * strip.offsetWidth, true);
    },
    [draw, slide],
  );

  // Another work or another size of the stage: everything lies straight again.
  const { ratio, full } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the work or the view changes
  useLayoutEffect(() => {
    slide(0, false);
    draw(noZoom, false);
  }, [ratio, full, options.has.previous, options.has.next]);
  useLayoutEffect(() => () => clearTimeout(tap.current.timer), []);

  const boxOf = (element: Element) => element.getBoundingClientRect();
  const begin = (element: HTMLElement, time: number) => {
    const [a, b] = [...fingers.current.values()];
    const { left, top, width, height } = boxOf(element);
    const middle = a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a;
    start.current = {
      x: (middle?.x ?? 0) - left - width / 2,
      y: (middle?.y ?? 0) - top - height / 2,
      time,
      zoom: zoom.current,
      distance: a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0,
      mode: a && b && latest.current.full ? 'pinch' : 'none',
    };
  };

  const onTap = (element: HTMLElement, time: number) => {
    const { x, y } = start.current;
    clearTimeout(tap.current.timer);
    if (time - tap.current.time < DOUBLE_TAP_MS && latest.current.full) {
      tap.current.time = 0;
      const near = zoom.current.scale > 1 ? noZoom : zoomAt(noZoom, TAP_SCALE, { x, y });
      draw(bounded(near, boxOf(element), latest.current.ratio), true);
      return;
    }
    tap.current.time = time;
    // A single tap in the picture-only view waits for the second one.
    const wait = latest.current.full ? DOUBLE_TAP_MS : 0;
    tap.current.timer = window.setTimeout(() => latest.current.onTap(), wait);
  };

  const modeOf = (dx: number, dy: number): Mode => {
    if (Math.hypot(dx, dy) < STILL_PX) {
      return 'none';
    }
    if (zoom.current.scale > 1) {
      return 'pan';
    }
    if (Math.abs(dx) > Math.abs(dy)) {
      return 'side';
    }
    return latest.current.full && dy > 0 ? 'down' : 'none';
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!fingers.current.has(event.pointerId)) {
      return;
    }
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [a, b] = [...fingers.current.values()];
    const element = event.currentTarget;
    const rect = boxOf(element);
    const from = start.current;
    if (from.mode === 'pinch' && a && b) {
      const point = {
        x: (a.x + b.x) / 2 - rect.left - rect.width / 2,
        y: (a.y + b.y) / 2 - rect.top - rect.height / 2,
      };
      const scale = from.zoom.scale * (Math.hypot(a.x - b.x, a.y - b.y) / (from.distance || 1));
      draw(zoomAt(from.zoom, Math.min(5, Math.max(0.8, scale)), point), false);
      return;
    }
    const dx = event.clientX - rect.left - rect.width / 2 - from.x;
    const dy = event.clientY - rect.top - rect.height / 2 - from.y;
    if (from.mode === 'none') {
      from.mode = modeOf(dx, dy);
      if (from.mode !== 'none') {
        element.setPointerCapture(event.pointerId);
      }
    }
    follow(from.mode, dx, dy, rect);
  };

  const follow = (mode: Mode, dx: number, dy: number, rect: DOMRect) => {
    const { has, ratio: shape } = latest.current;
    if (mode === 'pan') {
      const { zoom: old } = start.current;
      draw(bounded({ ...old, x: old.x + dx, y: old.y + dy }, rect, shape), false);
    } else if (mode === 'side') {
      // At the ends the strip gives way only a little.
      slide((dx > 0 ? has.previous : has.next) ? dx : dx / 4, false);
    } else if (mode === 'down') {
      drop(Math.max(0, dy));
    }
  };

  const endSide = (dx: number, speed: number, width: number) => {
    const { has } = latest.current;
    const goes = Math.abs(dx) > width * FAR || Math.abs(speed) > FAST_PX_PER_MS;
    if (goes && (dx > 0 ? has.previous : has.next)) {
      step(dx < 0 ? 1 : -1);
    } else {
      slide(0, true);
    }
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (!fingers.current.delete(event.pointerId)) {
      return;
    }
    const element = event.currentTarget;
    const rect = boxOf(element);
    const { mode, x, y, time } = start.current;
    const cancelled = event.type === 'pointercancel';
    const dx = cancelled ? 0 : event.clientX - rect.left - rect.width / 2 - x;
    const dy = cancelled ? 0 : event.clientY - rect.top - rect.height / 2 - y;
    switch (mode) {
      case 'pinch':
        draw(bounded(zoom.current, rect, latest.current.ratio), true);
        begin(element, event.timeStamp);
        break;
      case 'side':
        endSide(dx, dx / Math.max(1, event.timeStamp - time), rect.width);
        break;
      case 'down':
        drop(0);
        if (dy > DOWN_PX) {
          latest.current.onDown();
        }
        break;
      case 'none':
        if (!cancelled && Math.hypot(dx, dy) < STILL_PX) {
          onTap(element, event.timeStamp);
        }
        break;
      case 'pan':
        break;
    }
  };

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target as HTMLElement).closest('button, input')) {
        return;
      }
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      begin(event.currentTarget, event.timeStamp);
    },
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onWheel: (event: React.WheelEvent<HTMLElement>) => {
      if (!latest.current.full) {
        return;
      }
      const rect = boxOf(event.currentTarget);
      const point = {
        x: event.clientX - rect.left - rect.width / 2,
        y: event.clientY - rect.top - rect.height / 2,
      };
      const scale = zoom.current.scale * Math.exp(-event.deltaY / 300);
      draw(bounded(zoomAt(zoom.current, scale, point), rect, latest.current.ratio), false);
    },
  };
  return { handlers, step };
}
