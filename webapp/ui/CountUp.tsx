import { useEffect, useRef, useState } from 'react';

const DURATION_MS = 700;

/**
 * A number that counts up or down to its new value. Screen readers hear only the final value.
 * @param format is called with whole numbers only.
 */
export function CountUp({
  value,
  from,
  format,
}: {
  value: number;
  /** Where the first animation starts; without it the first value is shown at once. */
  from?: number;
  format: (value: number) => string;
}) {
  const [shown, setShown] = useState(from ?? value);
  const last = useRef(from ?? value);
  useEffect(() => {
    const begin = last.current;
    last.current = value;
    if (begin === value || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setShown(value);
      return;
    }
    const started = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const share = Math.min(1, Math.max(0, (now - started) / DURATION_MS));
      const eased = 1 - (1 - share) ** 3;
      setShown(Math.round(begin + (value - begin) * eased));
      if (share < 1) {
        frame = requestAnimationFrame(step);
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [value]);
  return (
    <>
      <span aria-hidden="true">{format(shown)}</span>
      <span className="vh">{format(value)}</span>
    </>
  );
}
