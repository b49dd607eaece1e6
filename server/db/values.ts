/** Values that the database works out itself, by its own clock and on the row as it stands. */
import { col, fn, literal } from 'sequelize';

/** When the transaction began. */
export const NOW = fn('now');

/** Before and after every moment. */
export const LONG_AGO = literal("'-infinity'");
export const NEVER = literal("'infinity'");

interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** Only numbers become part of a statement's text. */
function numeral(value: number): string {
  if (!Number.isFinite(value)) {
    throw new RangeError('not a finite number');
  }
  return String(value);
}

function secondsOf({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): string {
  return numeral(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
}

/** So long before the transaction began. */
export function ago(span: Span) {
  return literal(`now() - interval '1 second' * ${secondsOf(span)}`);
}

/** So long after the transaction began. */
export function fromNow(span: Span) {
  return literal(`now() + interval '1 second' * ${secondsOf(span)}`);
}

/** The time that a column holds, or that of the transaction: for what is noted once. */
export function firstTime(column: string) {
  return fn('coalesce', col(column), NOW);
}

/** The number in a column, and so many more. */
export function plus(column: string, more: number) {
  return literal(`"${column}" + ${numeral(more)}`);
}

/** The time in a column, moved by milliseconds. */
export function movedBy(column: string, ms: number) {
  return literal(`"${column}" + interval '1 millisecond' * ${numeral(ms)}`);
}
