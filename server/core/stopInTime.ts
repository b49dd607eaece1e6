import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './log.ts';

/** Longer than every part's own grace, shorter than what hosts wait before they kill (30 s as a rule). */
export const MAX_STOP_MS = 25_000;

/**
 * Stops something, and goes on without it when that takes too long: what it holds in the database has leases
 * and passes to other processes.
 * @returns whether it has stopped in time.
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
      log.error({ maxMs }, 'the stop took too long: what was under way is left to other processes');
    }
    return isStopped;
  } finally {
    waiting.abort();
  }
}
