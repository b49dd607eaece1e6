import type { Me } from '../../shared/schemas/me.ts';
import { launch } from '../telegram/launch.ts';

const KEY = 'ac.me';

/** The profile of the last session, so that Home stands at once; only of the same person. */
export function readCachedMe(): Me | null {
  try {
    const text = localStorage.getItem(KEY);
    const me: Me | null = text ? JSON.parse(text) : null;
    return me && me.telegramId === launch()?.user?.id ? me : null;
  } catch {
    return null;
  }
}

export function writeCachedMe(me: Me): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(me));
  } catch {
    // No room: the next start is only a little slower.
  }
}
