/**
 * Makes text from outside storable in PostgreSQL. JSON may hold what neither `text` nor `jsonb` accepts: NUL
 * and lone surrogates. Everything that comes from a provider passes through here first.
 */

const REPLACEMENT = '\uFFFD';
/** No provider nests deeper than this; deeper nesting would exhaust the stack. */
const MAX_DEPTH = 100;

/** The same value with every such character replaced, in keys as well. Plain JSON only. */
export function toStorable<Value>(value: Value): Value {
  return clean(value, 0) as Value;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return cleanText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth >= MAX_DEPTH) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item) => clean(item, depth + 1));
  }
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isPlain
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [cleanText(key), clean(item, depth + 1)]),
      )
    : value;
}

function cleanText(text: string): string {
  return text.replaceAll('\0', REPLACEMENT).toWellFormed();
}

/**
 * What was kept as a JSON object, read back: rows are also written by hand and by other versions, and
 * hold anything that JSON can say. What is no object stands under `value`.
 */
export function readObject(stored: unknown): Record<string, unknown> {
  if (stored === null || stored === undefined) {
    return {};
  }
  const isObject = typeof stored === 'object' && !Array.isArray(stored);
  return isObject ? (stored as Record<string, unknown>) : { value: stored };
}

/** A value as a parameter for a `jsonb` column. */
export function toJsonb(value: unknown): string {
  return JSON.stringify(toStorable(value));
}
