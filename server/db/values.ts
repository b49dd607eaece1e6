/** Values that the database computes, by its own clock and on the current row. */
import { col, fn, literal } from 'sequelize';

/** When the transaction began. */
export const NOW = fn('now');

/** Before and after every point in time. */
export const LONG_AGO = literal("'-infinity'");
export const NEVER = literal("'infinity'");

interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** Only numbers are inserted into a statement's text. */
function numeral(value: number): string {
  if (!Number.isFinite(value)) {
    throw new RangeError('not a finite number');
  }
  return String(value);
}

function secondsOf({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): string {
  return numeral(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
}

/** This long before the transaction began. */
export function ago(span: Span) {
  return literal(`now() - interval '1 second' * ${secondsOf(span)}`);
}

/** This long after the transaction began. */
export function fromNow(span: Span) {
  return literal(`now() + interval '1 second' * ${secondsOf(span)}`);
}

/** The time that a column holds, or the transaction's when it is empty: for what is recorded once. */
export function firstTime(column: string) {
  return fn('coalesce', col(column), NOW);
}

/** The number in a column, increased by an amount. */
export function plus(column: string, more: number) {
  return literal(`"${column}" + ${numeral(more)}`);
}

/** The time in a column, moved by milliseconds. */
export function shiftedBy(column: string, ms: number) {
  return literal(`"${column}" + interval '1 millisecond' * ${numeral(ms)}`);
}
