import { useEffect, useState } from 'react';

/** The debounce before a query is sent while typing. */
const PAUSE_MS = 300;

/** The debounced value. */
export function usePaused<Value>(value: Value): Value {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
