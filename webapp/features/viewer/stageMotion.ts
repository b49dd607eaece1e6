import { type RefObject, useMemo, useRef } from 'react';
import { noZoom, type Zoom } from './zoom.ts';

const CALM = 'transform var(--m-std) var(--ease)';
/** Ends a step; a little longer than its transition. A new touch ends it earlier. */
const MAX_STEP_MS = 320;
/** How far the strip can be pulled beyond its ends, as a share of its width. */
const MAX_GIVEN = 0.5;

interface Step {
  timer: number;
  done: () => void;
}

/**
 * Moves the strip and the picture by setting styles directly, so that following a finger needs no
 * rendering.
 */
export function useStageMotion(
  track: RefObject<HTMLElement | null>,
  picture: RefObject<HTMLElement | null>,
) {
  const zoom = useRef<Zoom>(noZoom);
  /** The position of the strip while it moves to a neighbour that is not rendered in the middle yet. */
  const base = useRef(0);
  const step = useRef<Step | null>(null);

  return useMemo(() => {
    const write = (element: HTMLElement | null, transform: string, calm: boolean) => {
      if (element) {
        element.style.transition = calm ? CALM : '';
        element.style.transform = transform;
      }
    };
    const slide = (by: number, calm: boolean) => {
      const x = base.current + by;
      write(track.current, x === 0 ? '' : `translateX(${x}px)`, calm);
    };
    const draw = (next: Zoom, calm: boolean) => {
      zoom.current = next;
      const straight = next.scale === 1 && next.x === 0 && next.y === 0;
      write(
        picture.current,
        straight ? '' : `translate(${next.x}px, ${next.y}px) scale(${next.scale})`,
        calm,
      );
    };
    /** Ends a running step at once. */
    const finishStep = () => {
      const going = step.current;
      if (going) {
        step.current = null;
        clearTimeout(going.timer);
        going.done();
      }
    };
    return {
      zoom,
      slide,
      draw,
      finishStep,
      /** Follows a finger beyond an end of the strip, with growing resistance. */
      giveWay(by: number, width: number) {
        const share = 1 - 1 / ((Math.abs(by) * MAX_GIVEN) / width + 1);
        slide(Math.sign(by) * share * width, false);
      },
      /** Follows a finger downwards; the picture shrinks a little as it leaves. */
      drop(by: number, calm: boolean) {
        const scale = 1 - Math.min(0.25, by / 1600);
        write(picture.current, by === 0 ? '' : `translateY(${by}px) scale(${scale})`, calm);
      },
      /** Moves on to a neighbour with the animation of a swipe. */
      stepTo(to: -1 | 1, done: () => void) {
        const strip = track.current;
        if (!strip) {
          return;
        }
        draw(noZoom, false);
        base.current = -to * strip.offsetWidth;
        if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
          slide(0, false);
          done();
          return;
        }
        slide(0, true);
        step.current = { timer: window.setTimeout(finishStep, MAX_STEP_MS), done };
      },
      /** Resets the strip and the zoom, for another work or another size of the stage. */
      straighten() {
        base.current = 0;
        slide(0, false);
        draw(noZoom, false);
      },
      stop: () => clearTimeout(step.current?.timer),
    };
  }, [track, picture]);
}
