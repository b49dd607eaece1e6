/**
 * Keeps an outage from flooding the log: the same line about the same database failure is written once a
 * minute, with the number of lines that were left out.
 */
import type { LoggerOptions } from 'pino';

const WINDOW_MS = 60_000;

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

interface Seen {
  since: number;
  leftOut: number;
}

/** @param keyOf names the failure behind an error; null for lines that are always written. */
export function createFloodGate(keyOf: (error: unknown) => string | null): LogMethod {
  const seen = new Map<string, Seen>();
  return function write(args, method) {
    const [fields, message] = args as unknown as [unknown, unknown];
    const error = (fields as { err?: unknown } | null)?.err;
    const failure = error === undefined ? null : keyOf(error);
    if (failure === null) {
      method.apply(this, args);
      return;
    }
    const key = `${String(message)} ${failure}`;
    const before = seen.get(key);
    const now = performance.now();
    if (before && now - before.since < WINDOW_MS) {
      before.leftOut += 1;
      return;
    }
    seen.set(key, { since: now, leftOut: 0 });
    const more = before?.leftOut ? { leftOut: before.leftOut } : {};
    method.apply(this, [{ ...(fields as object), ...more }, message] as never);
  };
}
