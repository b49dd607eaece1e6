/** Before and after of an audit entry: one line for each recorded field. */

type Fields = Record<string, unknown>;

export interface Difference {
  /** The field's own name, and those of its parents. */
  path: readonly string[];
  before: unknown;
  after: unknown;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values of nested objects by their path. */
function flatten(value: unknown, path: readonly string[] = []): [readonly string[], unknown][] {
  if (!isFields(value)) {
    return path.length > 0 ? [[path, value]] : [];
  }
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, [...path, name]));
}

const keyOf = (path: readonly string[]) => path.join('\u0000');

/** In the order of the fields: those before the change, then new ones. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const was = new Map(flatten(before).map(([path, value]) => [keyOf(path), value]));
  const is = new Map(flatten(after).map(([path, value]) => [keyOf(path), value]));
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => ({
    path: key.split('\u0000'),
    before: was.get(key),
    after: is.get(key),
  }));
}
