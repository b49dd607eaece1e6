import { miniApp } from '@telegram-apps/sdk-react';
import { useEffect, useRef } from 'react';

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
    const off = miniApp.isActive.sub((active) => {
      if (active) {
        latest.current();
      }
    });
    return () => {
      document.removeEventListener('visibilitychange', seen);
      off();
    };
  }, []);
}

/** Closes the Mini App. */
export function closeApp(): void {
  miniApp.close.ifAvailable();
}
