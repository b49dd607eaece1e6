import type { Logger } from 'pino';
import type { ErrorCode } from '../../shared/errors.ts';

/** Refusals that the team looks into: possible traces of an attack, and calls that could not be served. */
export const watchedRefusals = [
  'INIT_DATA_MISSING',
  'INIT_DATA_INVALID',
  'INIT_DATA_EXPIRED',
  'BOT_UNKNOWN',
  'ACCOUNT_PAUSED',
  'FORBIDDEN',
  'OVERLOADED',
] as const satisfies readonly ErrorCode[];
export type WatchedRefusal = (typeof watchedRefusals)[number];

const WINDOW_MS = 60_000;
/** Of one code in one window. */
const MAX_LINES = 5;

interface Window {
  startedAt: number;
  lines: number;
  leftOut: number;
}

export interface RefusalDetails {
  /** Procedure or path, without its query. */
  path: string;
  ip: string | undefined;
  requestId: string;
  /** The exact reason, for the team: a sentence, or the failure that was the cause. */
  reason?: unknown;
}

/**
 * Counts these refusals, and logs a sample of them: a flood of refusals must not become
 * a flood of log lines.
 */
export class Refusals {
  readonly counts = new Map<WatchedRefusal, number>(watchedRefusals.map((code) => [code, 0]));
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #windows = new Map<WatchedRefusal, Window>();

  constructor(log: Logger, now: () => number = Date.now) {
    this.#log = log;
    this.#now = now;
  }

  /** Records a refusal; codes that are not watched are ignored. */
  record(code: ErrorCode, { reason, ...facts }: RefusalDetails): void {
    const watched = watchedRefusals.find((one) => one === code);
    if (!watched) {
      return;
    }
    this.counts.set(watched, (this.counts.get(watched) ?? 0) + 1);
    const window = this.#windowOf(watched);
    if (window.lines >= MAX_LINES) {
      window.leftOut += 1;
      return;
    }
    window.lines += 1;
    // No stack: an outage is logged with its own once, where it is noticed.
    const why = reason instanceof Error ? `${reason.name}: ${reason.message}` : reason;
    this.#log.warn({ code, ...facts, reason: why }, 'a call was refused');
  }

  #windowOf(code: WatchedRefusal): Window {
    const known = this.#windows.get(code);
    if (known && this.#now() - known.startedAt < WINDOW_MS) {
      return known;
    }
    if (known && known.leftOut > 0) {
      this.#log.warn({ code, leftOut: known.leftOut }, 'more calls were refused than are logged');
    }
    const opened = { startedAt: this.#now(), lines: 0, leftOut: 0 };
    this.#windows.set(code, opened);
    return opened;
  }
}
