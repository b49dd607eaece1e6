import { useEffect, useState } from 'react';

/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 300;

/** The value as it stood when it last stopped changing. */
export function usePaused<Value>(value: Value): Value {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
