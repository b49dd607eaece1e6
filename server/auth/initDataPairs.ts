/** Longer than anything Telegram sends, shorter than a request's header may be. */
const MAX_RAW_LENGTH = 8_192;

const KEY = /^[a-z_]+$/;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

export const pairRefusals = [
  'missing',
  'too_long',
  'malformed',
  'bad_key',
  'duplicate_key',
  'newline_in_value',
  'nul_in_value',
] as const;
export type PairRefusal = (typeof pairRefusals)[number];

/**
 * Reads a raw init data string into its decoded pairs, strictly.
 *
 * What gets signed is `key=value` lines joined by newlines. That text has one reading only while keys
 * are plain and no value holds a newline, so everything else is refused before any signature is
 * looked at. `+` is a space, as in Telegram's own decoder. NUL is refused because PostgreSQL cannot
 * store it; a lone surrogate cannot come out of percent-encoded UTF-8.
 */
export function readPairs(raw: string): Map<string, string> | PairRefusal {
  if (raw === '') {
    return 'missing';
  }
  if (raw.length > MAX_RAW_LENGTH) {
    return 'too_long';
  }
  if (!PRINTABLE_ASCII.test(raw)) {
    return 'malformed';
  }
  const pairs = new Map<string, string>();
  for (const part of raw.split('&')) {
    const pair = readPair(part);
    if (typeof pair === 'string') {
      return pair;
    }
    if (pairs.has(pair.key)) {
      return 'duplicate_key';
    }
    pairs.set(pair.key, pair.value);
  }
  return pairs;
}

function readPair(part: string): { key: string; value: string } | PairRefusal {
  const equals = part.indexOf('=');
  if (equals < 0) {
    return 'malformed';
  }
  const key = part.slice(0, equals);
  if (!KEY.test(key)) {
    return 'bad_key';
  }
  const value = decode(part.slice(equals + 1));
  if (value === undefined) {
    return 'malformed';
  }
  if (value.includes('\n')) {
    return 'newline_in_value';
  }
  if (value.includes('\0')) {
    return 'nul_in_value';
  }
  return { key, value };
}

/** The text that is signed: the pairs sorted by key, without the given ones. */
export function checkString(pairs: Map<string, string>, without: readonly string[]): string {
  const keys = [...pairs.keys()].filter((key) => !without.includes(key)).sort();
  return keys.map((key) => `${key}=${pairs.get(key)}`).join('\n');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
