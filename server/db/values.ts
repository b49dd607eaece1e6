/** Values that the database works out itself, by its own clock and on the row as it stands. */
import { fn, literal } from 'sequelize';

type Literal = ReturnType<typeof literal>;

/** When the transaction began. */
export const NOW = fn('now');

interface Span {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

function secondsOf({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  if (!Number.isFinite(total)) {
    throw new RangeError('not a span of time');
  }
  return total;
}

/** So long before the transaction began. */
export function ago(span: Span): Literal {
  return literal(`now() - interval '1 second' * ${secondsOf(span)}`);
}

/** So long after the transaction began. */
export function fromNow(span: Span): Literal {
  return literal(`now() + interval '1 second' * ${secondsOf(span)}`);
}
