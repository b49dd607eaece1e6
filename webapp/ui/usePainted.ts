import { useEffect, useState } from 'react';

/** Becomes true once the render with `ready` has been painted. */
export function usePainted(ready: boolean): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (ready) {
      const timer = setTimeout(() => setPainted(true));
      return () => clearTimeout(timer);
    }
  }, [ready]);
  return painted;
}
