import { Children, Fragment, type ReactNode, startTransition, useEffect, useState } from 'react';

export interface InTurnProps {
  children: ReactNode;
  /** Stands below what has been drawn so far; made anew each time, so that it never moves. */
  rest: ReactNode;
}

/**
 * Draws its children, the parts of the first screen, one after the other, from the top: the browser styles and lays out
 * each one by itself, and a tap between them is answered. Every later drawing is whole, so that a page that
 * is come back to stands where it was left.
 */
export function InTurn({ children, rest }: InTurnProps) {
  const parts = Children.toArray(children);
  const total = parts.length;
  const [drawn, setDrawn] = useState(() => (isFirstScreen() ? 1 : total));
  useEffect(() => {
    if (drawn < total) {
      return afterFrame(() => startTransition(() => setDrawn(drawn + 1)));
    }
  }, [drawn, total]);
  return (
    <>
      {parts.slice(0, drawn)}
      {drawn < total && <Fragment key={`rest-${drawn}`}>{rest}</Fragment>}
    </>
  );
}

/** The page's outline is what is seen. */
function isFirstScreen(): boolean {
  return document.documentElement.dataset.outline !== undefined;
}

/** Longer than a frame takes: a page in the background has none. Milliseconds. */
const MAX_FRAME_MS = 100;

/** Runs the work once the browser has drawn what is there. */
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
