import type { Me } from '../../shared/schemas/me.ts';
import { keep, readKept } from '../telegram/deviceStorage.ts';
import { launch } from '../telegram/launch.ts';

const NAME = 'me';

/** The profile of the last session, so that Home is shown at once; only of the same person. */
export function readCachedMe(): Me | null {
  const me = readKept(NAME) as Me | null;
  return me && me.telegramId === launch()?.user?.id ? me : null;
}

export function writeCachedMe(me: Me): void {
  keep(NAME, me);
}
