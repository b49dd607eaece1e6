import { type RefObject, useMemo, useRef } from 'react';
import { noZoom, type Zoom } from './zoom.ts';

const CALM = 'transform var(--m-std) var(--ease)';
/** A little longer than the motion: for when its end is not announced. */
const MAX_STEP_MS = 320;
/** How far the strip gives way at its ends, as a share of its width. */
const MAX_GIVEN = 0.5;

interface Step {
  timer: number;
  done: () => void;
}

/**
 * Moves the strip and the picture by writing to the elements, so that a finger is followed without
 * rendering.
 */
export function useStageMotion(
  track: RefObject<HTMLElement | null>,
  picture: RefObject<HTMLElement | null>,
) {
  const zoom = useRef<Zoom>(noZoom);
  /** Where the strip lies while it is on its way to a neighbour that is not drawn in the middle yet. */
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
    /** Ends a step that is on its way at once. */
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
      /** Follows a finger at an end of the strip: the further, the less. */
      giveWay(by: number, width: number) {
        const share = 1 - 1 / ((Math.abs(by) * MAX_GIVEN) / width + 1);
        slide(Math.sign(by) * share * width, false);
      },
      /** Follows a finger downwards; the picture shrinks a little as it leaves. */
      drop(by: number, calm: boolean) {
        const scale = 1 - Math.min(0.25, by / 1600);
        write(picture.current, by === 0 ? '' : `translateY(${by}px) scale(${scale})`, calm);
      },
      /** Goes on to a neighbour with the motion of a swipe. */
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
      /** Another work stands in the middle, or the stage has another size. */
      straighten() {
        base.current = 0;
        slide(0, false);
        draw(noZoom, false);
      },
      stop: () => clearTimeout(step.current?.timer),
    };
  }, [track, picture]);
}
