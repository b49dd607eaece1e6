import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './log.ts';

/** Longer than the grace period of every part, shorter than hosts wait before they kill (usually 30 s). */
export const MAX_STOP_MS = 25_000;

/**
 * Stops something, but does not wait for it longer than `maxMs`: what it holds in the database has leases and
 * passes to other processes.
 * @returns whether it stopped in time.
 * @throws what `stop` throws.
 */
export async function stopInTime(
  stop: () => Promise<void>,
  log: Pick<Logger, 'error'>,
  maxMs = MAX_STOP_MS,
): Promise<boolean> {
  const waiting = new AbortController();
  const late = sleep(maxMs, false, { signal: waiting.signal }).catch(() => false);
  try {
    const isStopped = await Promise.race([stop().then(() => true), late]);
    if (!isStopped) {
      log.error({ maxMs }, 'the stop took too long: unfinished work is left to other processes');
    }
    return isStopped;
  } finally {
    waiting.abort();
  }
}
