import { Children, Fragment, type ReactNode, startTransition, useEffect, useState } from 'react';
import { afterFrame } from './afterFrame.ts';
import { isFirstPage } from './navigation/history.ts';

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
 * On the first page of a launch renders its children one after the other, from the top: each has a short layout of
 * its own, and taps are handled in between. Later all are rendered at once, so that the scroll position of a
 * page can be restored.
 */
export function InTurn({ children, rest }: InTurnProps) {
  const total = Children.count(children);
  const empty: boolean[] = [];
  Children.forEach(children, (part) => void empty.push(part === null));
  const [drawn, setDrawn] = useState(() => (isFirstPage() ? 1 : total));
  let next = drawn + 1;
  while (next < total && empty[next - 1]) {
    next += 1;
  }
  useEffect(() => {
    if (drawn < total) {
      return afterFrame(() => startTransition(() => setDrawn(next)));
    }
  }, [drawn, total, next]);
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
