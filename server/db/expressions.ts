/** Expressions that the database evaluates: time is its own, in every process alike. */
import { literal } from 'sequelize';

/** So many seconds after the database's now, or before it. */
export function fromNow(seconds: number) {
  if (!Number.isFinite(seconds)) {
    throw new RangeError('a span of time must be finite');
  }
  return literal(`now() + make_interval(secs => ${seconds}::float8)`);
}
