/** How much one person may ask for. */
import { DomainError } from '../../core/errors.ts';
import type { Situation } from './statements.ts';

/** Generations of one person that wait or run at once. */
export const MOST_RUNNING = 5;
/** Generations that one person begins in a minute. */
export const MOST_PER_MINUTE = 20;

/** @throws DomainError TOO_MANY_RUNNING, RATE_LIMITED (with the seconds to wait) */
export function assertWithinLimits(situation: Situation): void {
  if (situation.running >= MOST_RUNNING) {
    throw new DomainError('TOO_MANY_RUNNING');
  }
  if (situation.recent >= MOST_PER_MINUTE) {
    const retryAfterSeconds = Math.max(1, Math.ceil(60 - (situation.oldest_recent_s ?? 0)));
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds });
  }
}
