import { useEffect, useRef, useState } from 'react';

const DURATION_MS = 700;

/**
 * A number that runs to its new value. Screen readers hear only the end (`format(value)`).
 * @param format writes the value; gets whole numbers only.
 */
export function CountUp({
  value,
  from,
  format,
}: {
  value: number;
  /** Where the first run starts; without it the first value stands at once. */
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
