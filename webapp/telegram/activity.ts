import { useEffect, useRef } from 'react';
import { call, isRecord, on } from './host.ts';

/** Calls `onReturn` when the person comes back to the app (from a payment page, another chat). */
export function useReturn(onReturn: () => void): void {
  const latest = useRef(onReturn);
  latest.current = onReturn;
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState === 'visible') {
        latest.current();
      }
    };
    document.addEventListener('visibilitychange', seen);
    const off = onShown(() => latest.current());
    return () => {
      document.removeEventListener('visibilitychange', seen);
      off();
    };
  }, []);
}

/** Calls `shown` each time the client shows the app again. @returns a function that unsubscribes. */
export function onShown(shown: () => void): () => void {
  return on('visibility_changed', (data) => {
    if (isRecord(data) && data.is_visible === true) {
      shown();
    }
  });
}

/** Closes the Mini App. */
export function closeApp(): void {
  call('web_app_close');
}
