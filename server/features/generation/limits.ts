/** How much one person may ask for. */
import { DomainError } from '../../core/errors.ts';
import type { CreationState } from './createStatements.ts';

/** Generations of one person that wait or run at once. */
export const MAX_RUNNING = 5;
/** Generations that one person begins in a minute. */
export const MAX_PER_MINUTE = 20;

/** @throws DomainError TOO_MANY_RUNNING, RATE_LIMITED (with the seconds to wait) */
export function assertWithinLimits(state: CreationState): void {
  if (state.running >= MAX_RUNNING) {
    throw new DomainError('TOO_MANY_RUNNING');
  }
  if (state.recent >= MAX_PER_MINUTE) {
    const retryAfterSeconds = Math.max(1, Math.ceil(60 - (state.oldest_recent_s ?? 0)));
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds });
  }
}
