import {
  addToHomeScreen,
  checkHomeScreenStatus,
  onAddedToHomeScreen,
} from '@telegram-apps/sdk-react';
import { useEffect, useState } from 'react';

/**
 * Whether to offer "add to home screen" (8.0): only where the client says it is missing.
 * `add` opens the client's own question; the offer goes away once it was added.
 */
export function useHomeScreen(): { offered: boolean; add: () => void } {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    const [called, checked] = checkHomeScreenStatus.ifAvailable();
    if (called) {
      checked.then(
        (status) => setOffered(status === 'missed'),
        () => undefined,
      );
    }
    const [listening, off] = onAddedToHomeScreen.ifAvailable(() => setOffered(false));
    return () => {
      if (listening) {
        off();
      }
    };
  }, []);
  return { offered, add: () => addToHomeScreen.ifAvailable() };
}
