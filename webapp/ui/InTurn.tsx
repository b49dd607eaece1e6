import { Children, Fragment, type ReactNode, startTransition, useEffect, useState } from 'react';

export interface InTurnProps {
  children: ReactNode;
  /** Shown below the parts rendered so far; mounted anew after each part, so that it never shifts. */
  rest: ReactNode;
}

let underWay = 0;
const waiting: (() => void)[] = [];

/** Resolves once all parts of the screen are rendered: what can wait must not come between them. */
export async function allDrawn(): Promise<void> {
  if (underWay > 0) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}

/**
 * On the first screen of a launch renders its children one after the other, from the top: each has a short layout of
 * its own, and taps are handled in between. Later all are rendered at once, so that the scroll position of a
 * page can be restored.
 */
export function InTurn({ children, rest }: InTurnProps) {
  const total = Children.count(children);
  const [drawn, setDrawn] = useState(() => (isFirstScreen() ? 1 : total));
  useEffect(() => {
    if (drawn < total) {
      return afterFrame(() => startTransition(() => setDrawn(drawn + 1)));
    }
  }, [drawn, total]);
  const isUnderWay = drawn < total;
  useEffect(() => {
    if (isUnderWay) {
      underWay += 1;
      return () => {
        underWay -= 1;
        if (underWay === 0) {
          for (const tell of waiting.splice(0)) {
            tell();
          }
        }
      };
    }
  }, [isUnderWay]);
  return (
    <>
      {Children.map(children, (part, index) => (index < drawn ? part : null))}
      {isUnderWay && <Fragment key={`rest-${drawn}`}>{rest}</Fragment>}
    </>
  );
}

/** Whether the outline of the app, which is there before its code, is still shown. */
function isFirstScreen(): boolean {
  return document.documentElement.dataset.outline !== undefined;
}

/** Used instead of a frame, since a page in the background gets none, ms. */
const MAX_FRAME_MS = 100;

/** Runs the work after the browser has painted the next frame. */
function afterFrame(work: () => void): () => void {
  let timer = setTimeout(work, MAX_FRAME_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
