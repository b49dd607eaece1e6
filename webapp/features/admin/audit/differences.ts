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

const isNothing = (value: unknown) => value === null || value === undefined;

/** Left out: fields that only give context to the others, or mean nothing to a reader. */
const UNSHOWN = new Set([
  'about',
  'key',
  'version',
  'id',
  'noteId',
  'messageId',
  'badgeName',
  'awarded',
  'createdBy',
]);

/** A line that says nothing: of a context, of a field that was and stays empty, or of the name in the heading. */
export const isSilent = ({ path: [first = ''], before, after }: Difference) =>
  UNSHOWN.has(first) ||
  (isNothing(before) && isNothing(after)) ||
  (first === 'title' && (before === after || isNothing(before)));
