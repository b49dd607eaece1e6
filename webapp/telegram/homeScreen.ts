import { useEffect, useState } from 'react';
import { call, isRecord, on, request } from './host.ts';

const CHECK_TIMEOUT_MS = 10_000;

/**
 * Whether to offer "add to home screen" (8.0): only where the client says it is missing.
 * `add` opens the client's own question; the offer goes away once it was added.
 */
export function useHomeScreen(): { offered: boolean; add: () => void } {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    let wanted = true;
    const status = request('web_app_check_home_screen', {
      answers: ['home_screen_checked'],
      read: (data) => (isRecord(data) ? data.status : undefined),
      timeoutMs: CHECK_TIMEOUT_MS,
    });
    void status.then((told) => wanted && setOffered(told === 'missed'));
    const off = on('home_screen_added', () => setOffered(false));
    return () => {
      wanted = false;
      off();
    };
  }, []);
  return { offered, add: () => void call('web_app_add_to_home_screen') };
}
