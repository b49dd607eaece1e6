import { type PointerEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { useStageMotion } from './stageMotion.ts';
import { bounded, noZoom, TAP_SCALE, zoomAt } from './zoom.ts';

/** A tap moves less than this. */
const STILL_PX = 8;
/** A tap is no longer than this. */
const MAX_TAP_MS = 500;
const DOUBLE_TAP_MS = 260;
/** A swipe beyond this share of the width, or a flick, moves to the next work. */
const FAR = 0.25;
const FAST_PX_PER_MS = 0.5;
const DOWN_PX = 110;
/** The speed of a flick is measured over this time before its end. */
const FLICK_MS = 80;
/** The scales that a pinch may reach; afterwards it snaps back into the bounds. */
const LOOSE = { least: 0.8, most: 5 };

export interface StageGestures {
  /** The element that receives the gestures. */
  stage: RefObject<HTMLElement | null>;
  /** The strip of three works; moved sideways. */
  track: RefObject<HTMLElement | null>;
  /** The picture that is zoomed. */
  picture: RefObject<HTMLElement | null>;
  /** The work in the middle. */
  id: string;
  /** Width divided by height of the picture. */
  ratio: number;
  /** Whether there is a work on that side. */
  has: { previous: boolean; next: boolean };
  /** Zooming belongs to the picture-only view; a pinch opens it. */
  full: boolean;
  onStep: (step: -1 | 1) => void;
  onTap: () => void;
  onPinch: () => void;
  onDown: () => void;
}

interface Point {
  x: number;
  y: number;
}

type Mode = 'none' | 'side' | 'down' | 'pan' | 'pinch' | 'scroll';

/**
 * Gestures on the picture: a swipe sideways to the neighbours, a pinch or a double tap to zoom, a drag
 * inside a zoomed picture, a drag down to leave.
 */
export function useStageGestures(options: StageGestures) {
  const latest = useRef(options);
  latest.current = options;
  const motion = useStageMotion(options.track, options.picture);
  const fingers = useRef(new Map<number, Point>());
  const start = useRef({ x: 0, y: 0, time: 0, zoom: noZoom, distance: 0, mode: 'none' as Mode });
  /** Since the first finger touched, there was a second one or a movement: this is no tap. */
  const moved = useRef(false);
  const trail = useRef<(Point & { time: number })[]>([]);
  const tap = useRef({ time: 0, timer: 0 });

  const step = useCallback(
    (to: -1 | 1) => {
      const { has, onStep } = latest.current;
      if (to < 0 ? has.previous : has.next) {
        motion.stepTo(to, () => onStep(to));
      }
    },
    [motion],
  );

  useLayoutEffect(
    () => () => {
      clearTimeout(tap.current.timer);
      motion.stop();
    },
    [motion],
  );

  const fromMiddle = ({ x, y }: Point): Point => {
    const { left, top, width, height } = boxOf(latest.current.stage);
    return { x: x - left - width / 2, y: y - top - height / 2 };
  };
  const begin = (time: number) => {
    const [a, b] = [...fingers.current.values()];
    const middle = a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : a;
    start.current = {
      ...(middle ? fromMiddle(middle) : { x: 0, y: 0 }),
      time,
      zoom: motion.zoom.current,
      distance: a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0,
      mode: a && b ? 'pinch' : 'none',
    };
    trail.current = [];
  };

  const { id, full } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the work or the view changes
  useLayoutEffect(() => {
    motion.straighten();
    if (fingers.current.size > 0) {
      // The pinch that opened this view continues in it.
      begin(performance.now());
    }
  }, [id, full]);

  const onTap = (time: number) => {
    const { x, y } = start.current;
    clearTimeout(tap.current.timer);
    if (time - tap.current.time < DOUBLE_TAP_MS && latest.current.full) {
      tap.current.time = 0;
      const zoomed = motion.zoom.current.scale > 1;
      const next = zoomed ? noZoom : zoomAt(noZoom, TAP_SCALE, { x, y });
      motion.draw(bounded(next, boxOf(latest.current.stage), latest.current.ratio), true);
      return;
    }
    tap.current.time = time;
    // In the picture-only view a single tap waits for a possible second one.
    const wait = latest.current.full ? DOUBLE_TAP_MS : 0;
    tap.current.timer = window.setTimeout(() => latest.current.onTap(), wait);
  };

  const modeOf = (dx: number, dy: number): Mode => {
    if (Math.hypot(dx, dy) < STILL_PX) {
      return 'none';
    }
    if (motion.zoom.current.scale > 1) {
      return 'pan';
    }
    if (Math.abs(dx) > Math.abs(dy)) {
      return 'side';
    }
    // Outside of the picture-only view the page scrolls; at its top a drag down leaves.
    return dy > 0 && (latest.current.full || window.scrollY <= 0) ? 'down' : 'scroll';
  };

  const pinch = (a: Point, b: Point) => {
    const { zoom, distance } = start.current;
    const point = fromMiddle({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    const scale = zoom.scale * (Math.hypot(a.x - b.x, a.y - b.y) / (distance || 1));
    const loose = Math.min(LOOSE.most, Math.max(LOOSE.least, scale));
    const next = zoomAt(zoom, loose, start.current);
    // Two fingers move the picture as well as zoom it.
    const shift = { x: point.x - start.current.x, y: point.y - start.current.y };
    motion.draw({ ...next, x: next.x + shift.x, y: next.y + shift.y }, false);
  };

  const follow = (dx: number, dy: number) => {
    const { has, ratio, stage } = latest.current;
    const { mode, zoom } = start.current;
    switch (mode) {
      case 'pan':
        motion.draw(
          bounded({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, boxOf(stage), ratio),
          false,
        );
        break;
      case 'side':
        if (dx > 0 ? has.previous : has.next) {
          motion.slide(dx, false);
        } else {
          motion.giveWay(dx, boxOf(stage).width);
        }
        break;
      case 'down':
        motion.drop(Math.max(0, dy), false);
        break;
      case 'none':
      case 'scroll':
      case 'pinch':
        break;
    }
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!fingers.current.has(event.pointerId)) {
      return;
    }
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const [a, b] = [...fingers.current.values()];
    if (a && b) {
      if (latest.current.full && start.current.mode === 'pinch') {
        pinch(a, b);
      }
      return;
    }
    const at = fromMiddle({ x: event.clientX, y: event.clientY });
    trail.current.push({ ...at, time: event.timeStamp });
    const [dx, dy] = [at.x - start.current.x, at.y - start.current.y];
    if (start.current.mode === 'none') {
      start.current.mode = modeOf(dx, dy);
      if (start.current.mode !== 'none') {
        moved.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
    }
    follow(dx, dy);
  };

  /** Pixels per millisecond over the last FLICK_MS. */
  const speedAt = (at: Point, time: number): Point => {
    const from = trail.current.find((point) => time - point.time <= FLICK_MS);
    const elapsed = from ? time - from.time : 0;
    return from && elapsed > 0
      ? { x: (at.x - from.x) / elapsed, y: (at.y - from.y) / elapsed }
      : { x: 0, y: 0 };
  };

  const endSide = (dx: number, speed: number) => {
    const { has, stage } = latest.current;
    const flicked = Math.abs(speed) > FAST_PX_PER_MS && speed > 0 === dx > 0;
    const goes = Math.abs(dx) > boxOf(stage).width * FAR || flicked;
    if (goes && (dx > 0 ? has.previous : has.next)) {
      step(dx < 0 ? 1 : -1);
    } else {
      motion.slide(0, true);
    }
  };

  const endPinch = (time: number) => {
    const { stage, ratio } = latest.current;
    motion.draw(bounded(motion.zoom.current, boxOf(stage), ratio), true);
    begin(time);
  };

  const endDown = (dy: number, speed: number) => {
    motion.drop(0, true);
    if (dy > DOWN_PX || (dy > STILL_PX && speed > FAST_PX_PER_MS)) {
      latest.current.onDown();
    }
  };

  const endStill = ({ target, timeStamp, type }: PointerEvent<HTMLElement>) => {
    const quick = timeStamp - start.current.time < MAX_TAP_MS;
    // A tap on a video's button is handled by the button.
    const onButton = (target as HTMLElement).closest('button') !== null;
    if (quick && type === 'pointerup' && !moved.current && !onButton) {
      onTap(timeStamp);
    }
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (!fingers.current.delete(event.pointerId)) {
      return;
    }
    const { mode, x, y } = start.current;
    const cancelled = event.type === 'pointercancel';
    const at = fromMiddle({ x: event.clientX, y: event.clientY });
    const [dx, dy] = cancelled ? [0, 0] : [at.x - x, at.y - y];
    const speed = cancelled ? { x: 0, y: 0 } : speedAt(at, event.timeStamp);
    switch (mode) {
      case 'pinch':
        endPinch(event.timeStamp);
        break;
      case 'side':
        endSide(dx, speed.x);
        break;
      case 'down':
        endDown(dy, speed.y);
        break;
      case 'none':
        endStill(event);
        break;
      case 'pan':
      case 'scroll':
        break;
    }
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const { target } = event;
    const control = (target as HTMLElement).closest('button:not(.video-play, .video-pause), input');
    if (event.button !== 0 || control) {
      return;
    }
    motion.finishStep();
    if (fingers.current.size === 0) {
      moved.current = false;
    }
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    begin(event.timeStamp);
    if (fingers.current.size > 1) {
      moved.current = true;
      clearTimeout(tap.current.timer);
      tap.current.time = 0;
      motion.slide(0, true);
      if (!latest.current.full) {
        latest.current.onPinch();
      }
    }
  };

  useNative(options.stage, (event) => {
    if (event instanceof WheelEvent) {
      if (latest.current.full) {
        event.preventDefault();
        const scale = motion.zoom.current.scale * Math.exp(-event.deltaY / 300);
        const point = fromMiddle({ x: event.clientX, y: event.clientY });
        const next = zoomAt(motion.zoom.current, scale, point);
        motion.draw(bounded(next, boxOf(latest.current.stage), latest.current.ratio), false);
      }
      return;
    }
    const ours = start.current.mode !== 'none' && start.current.mode !== 'scroll';
    if ((ours || event.touches.length > 1) && event.cancelable) {
      event.preventDefault();
    }
  });

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    /** The click at the end of a swipe that began on a video's button must not press it. */
    onClickCapture: (event: React.MouseEvent) => {
      if (moved.current && event.detail > 0) {
        event.stopPropagation();
      }
    },
  };
  return { handlers, step };
}

function boxOf(element: RefObject<HTMLElement | null>): DOMRect {
  return element.current?.getBoundingClientRect() ?? new DOMRect();
}

/** Lets the listener prevent scrolling and zooming of the page: React's own listeners are passive. */
function useNative(
  element: RefObject<HTMLElement | null>,
  listener: (event: WheelEvent | TouchEvent) => void,
): void {
  const latest = useRef(listener);
  latest.current = listener;
  useLayoutEffect(() => {
    const stage = element.current;
    const listen = (event: WheelEvent | TouchEvent) => latest.current(event);
    stage?.addEventListener('touchmove', listen, { passive: false });
    stage?.addEventListener('wheel', listen, { passive: false });
    return () => {
      stage?.removeEventListener('touchmove', listen);
      stage?.removeEventListener('wheel', listen);
    };
  }, [element]);
}
