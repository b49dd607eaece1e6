import { startTransition, useEffect, useState } from 'react';
import { afterFrame } from './afterFrame.ts';

/** Grows by one step after each frame, up to `most`, so that a long list is not rendered in one piece. */
export function useGrowing(step: number, most: number): number {
  const [value, setValue] = useState(0);
  useEffect(() => {
    if (value < most) {
      return afterFrame(() => startTransition(() => setValue(Math.min(most, value + step))));
    }
  }, [value, step, most]);
  return value;
}
