/** How a generation ends without success. */
import type { FailureReason } from '../../../../shared/closedSets.ts';

/** It did not work out: failed and refunded. */
export class GenerationFailedError extends Error {
  override readonly name = 'GenerationFailedError';
  readonly reason: FailureReason;
  constructor(reason: FailureReason, detail: string, options?: { cause?: unknown }) {
    super(detail, options);
    this.reason = reason;
  }
}

/** How long a generation waits for the storage, in milliseconds. */
export const STORE_PAUSE_MS = 3000;

/** Not now: the generation waits, and is requeued after a while. */
export class TryLaterError extends Error {
  override readonly name = 'TryLaterError';
  readonly delayMs: number;
  constructor(delayMs: number, why: string, options?: { cause?: unknown }) {
    super(why, options);
    this.delayMs = delayMs;
  }
}
