/** Which functions and regular expressions are newer than a browser, and where a script has them. */

export interface LaterFunction {
  /** `AbortSignal.timeout`, or `Array.prototype.toSorted` for a method of values. */
  name: string;
  /** Finds a call in minified code, which keeps the names of properties. */
  call: RegExp;
}

interface Compat {
  support: Record<string, Support | Support[] | undefined>;
}
type Support = { version_added: string | boolean | null; flags?: unknown; prefix?: string };
type Node = { __compat?: Compat } & { [name: string]: Node };

/** Shorter names say too little about whose method is called. */
const MAX_AMBIGUOUS = 4;

/**
 * @param data `@mdn/browser-compat-data`
 * @param oldest the oldest version of each browser that has to work
 */
export function laterFunctions(
  data: { javascript: unknown; api: unknown },
  oldest: Readonly<Record<string, string>>,
): LaterFunction[] {
  const all = [
    ...membersOf((data.javascript as Node).builtins ?? {}),
    ...membersOf(data.api as Node).filter(({ type, isStatic }) => isStatic || everyday.has(type)),
  ];
  // A method that values of an older type have too can't be told from that one.
  const early = new Set(
    [...all, ...membersOf(data.api as Node)]
      .filter(({ compat, isStatic }) => !isStatic && isThere(compat, oldest))
      .map(({ name }) => name),
  );
  const isTelling = ({ isStatic, name }: Member) =>
    isStatic || (!early.has(name) && name.length > MAX_AMBIGUOUS && !common.has(name));
  const functions = all
    .filter((member) => !isThere(member.compat, oldest) && isTelling(member))
    .map(({ type, name, isStatic }) => ({
      name: isStatic ? `${type}.${name}` : `${type}.prototype.${name}`,
      call: isStatic
        ? new RegExp(`(?<![\\w$.])${type}\\??\\.${name}\\(`)
        : new RegExp(`[\\w$)\\]]\\??\\.${name}\\(`),
    }));
  const { lookbehind_assertion: lookBehind } =
    (data.javascript as Node).regular_expressions ?? ({} as Node);
  // Bundlers leave regular expressions as they are, and one that is not understood stops the whole script.
  return lookBehind?.__compat && !isThere(lookBehind.__compat, oldest)
    ? [...functions, { name: 'look-behind of regular expressions', call: /\(\?<[=!]/ }]
    : functions;
}

interface Member {
  type: string;
  name: string;
  isStatic: boolean;
  compat: Compat;
}

function membersOf(group: Node): Member[] {
  return Object.entries(group).flatMap(([type, members]) =>
    Object.entries(members).flatMap(([member, node]): Member[] => {
      const name = member.replace(/_static$/, '');
      if (!node.__compat || !/^[a-z]\w*$/i.test(name)) {
        return [];
      }
      const isStatic = member.endsWith('_static') || belongsToType(type, name);
      return [{ type, name, isStatic, compat: node.__compat }];
    }),
  );
}

/** Of web APIs, the types whose values are everywhere; the other names are too general. */
const everyday = new Set([
  'AbortSignal',
  'Blob',
  'Document',
  'Element',
  'HTMLElement',
  'Node',
  'ReadableStream',
  'Request',
  'Response',
  'URL',
  'URLSearchParams',
]);
/** Names of later methods that packages and our own code use for something else. */
const common = new Set(['bytes', 'union', 'flatten']);

/** The data describe a builtin's own functions and those of its values in the same form. */
function belongsToType(type: string, name: string): boolean {
  const builtin: unknown = (globalThis as Record<string, unknown>)[type];
  const holder = typeof builtin === 'function' || typeof builtin === 'object' ? builtin : null;
  return holder !== null && name in holder && !(name in (Object(holder).prototype ?? {}));
}

function isThere({ support }: Compat, oldest: Readonly<Record<string, string>>): boolean {
  return Object.entries(oldest).every(([browser, version]) => {
    const versions = support[browser];
    const all = Array.isArray(versions) ? versions : versions ? [versions] : [];
    return all.some(
      ({ version_added: since, flags, prefix }) =>
        !flags &&
        !prefix &&
        (since === true || (typeof since === 'string' && !isNewer(since, version))),
    );
  });
}

function isNewer(since: string, than: string): boolean {
  const parts = (version: string) => version.replace('≤', '').split('.').map(Number);
  const [major = 0, minor = 0] = parts(since);
  const [oldMajor = 0, oldMinor = 0] = parts(than);
  return major > oldMajor || (major === oldMajor && minor > oldMinor);
}

/** The later functions that a script calls. */
export function laterIn(script: string, later: readonly LaterFunction[]): string[] {
  return later.filter(({ call }) => call.test(script)).map(({ name }) => name);
}
