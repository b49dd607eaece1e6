/** Limits of one person's generations. */
import { defaultSettings } from '../../../shared/records/settings.ts';
import { DomainError } from '../../core/errors.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import type { CreationState } from './createStatements.ts';

/** Defaults, until an admin has set others. */
export const MAX_RUNNING = defaultSettings.generations_at_once;
export const MAX_PER_MINUTE = defaultSettings.generations_per_minute;

export interface PersonLimits {
  /** Generations of one person that wait or run at once. */
  running: number;
  /** Generations that one person starts in a minute. */
  perMinute: number;
}

/** The limits that admins have set. */
export function limitsOf({ settings }: Pick<CatalogSnapshot, 'settings'>): PersonLimits {
  return {
    running: settings.generations_at_once ?? MAX_RUNNING,
    perMinute: settings.generations_per_minute ?? MAX_PER_MINUTE,
  };
}

/**
 * @param count how many are to be started at once
 * @throws DomainError TOO_MANY_RUNNING, RATE_LIMITED (with the seconds to wait)
 */
export function assertWithinLimits(
  state: CreationState,
  limits: PersonLimits,
  count: number,
): void {
  if (state.running + count > limits.running) {
    throw new DomainError('TOO_MANY_RUNNING');
  }
  if (state.recent + count > limits.perMinute) {
    // For several, more than the oldest must be a minute old; after a whole minute all are.
    const age = count === 1 ? (state.oldest_recent_s ?? 0) : 0;
    const retryAfterSeconds = Math.max(1, Math.ceil(60 - age));
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds });
  }
}
