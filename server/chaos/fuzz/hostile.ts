/** Inputs and texts that no well-behaved client sends. */
import fc from 'fast-check';
import { edgeTimes } from './edges.ts';
import { Slot } from './known.ts';

const deep = (depth: number) => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) {
    value = level % 2 ? [value] : { a: value };
  }
  return value;
};

/** Values of every type, at the edges of what JavaScript, JSON and PostgreSQL can hold. */
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    '0',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e\u200b',
    "' or 1=1 --",
    '{{7*7}}',
    '../../../../etc/passwd',
    '%00',
    '<script>alert(1)</script>',
    'constructor',
    '__proto__',
    'NaN',
    'infinity',
    '0x10',
    '1e400',
    'x'.repeat(10_000),
    'я'.repeat(3000),
    '😀'.repeat(500),
    0,
    -0,
    -1,
    0.1,
    1e21,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1.7976931348623157e308,
    [],
    {},
    [[]],
    [null],
    { $ne: null },
    { length: 1e9 },
    { toString: 1 },
    { type: 'media' },
    deep(60),
    Array.from({ length: 500 }, (_, i) => i),
  ),
  fc.constantFrom(...edgeTimes),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.bigInt().map(Number),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Slot);

/** Changes one place of a value: `spot` chooses the place, `how` the change. */
function spoil(value: unknown, spot: number, how: number, bad: unknown): unknown {
  if (isPlain(value)) {
    const keys = Object.keys(value);
    const key = keys[spot % (keys.length + 1)];
    if (key === undefined) {
      return how % 2 ? { ...value, unexpected: bad } : bad;
    }
    const { [key]: chosen, ...others } = value;
    if (how % 5 === 0) {
      return others;
    }
    return { ...others, [key]: spoil(chosen, Math.floor(spot / (keys.length + 1)), how, bad) };
  }
  if (Array.isArray(value) && how % 3 !== 0) {
    return how % 2 ? [...value, ...value, bad] : [spoil(value[0], spot, how, bad)];
  }
  return bad;
}

/** The input with something wrong in it. */
export function hostileInput(input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(input, fc.nat(10_000), fc.nat(100), nasty)
    .map(([value, spot, how, bad]) => spoil(value, spot, how, bad));
}

/** Changes serialized JSON: truncated, doubled, with invalid bytes. */
export const hostileText: fc.Arbitrary<(json: string) => string> = fc
  .tuple(fc.nat(12), fc.nat(1000), fc.string({ unit: 'binary', maxLength: 4 }))
  .map(([how, at, noise]) => (json: string) => {
    const place = json.length === 0 ? 0 : at % json.length;
    switch (how) {
      case 0:
        return json.slice(0, place);
      case 1:
        return json + json;
      case 2:
        return `\uFEFF${json}`;
      case 3:
        return json.replaceAll('"', "'");
      case 4:
        return '['.repeat(2000);
      case 5:
        return `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`;
      case 6:
        return json.replace('{', '{"__proto__":{"role":"admin"},"constructor":1,');
      case 7:
        return json.replace(/:\s*[^,}]+/, ':1e999');
      case 8:
        return json.replace(/:\s*[^,}]+/, ':123456789012345678901234567890');
      case 9:
        return '';
      default:
        return json.slice(0, place) + noise + json.slice(place);
    }
  });

export const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'accept',
    'accept-encoding',
    'accept-language',
    'trpc-accept',
    'x-trpc-source',
    'x-bot',
    'authorization',
    'if-none-match',
    'if-modified-since',
    'if-range',
    'range',
    'expect',
    'origin',
    'referer',
    'cookie',
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-http-method-override',
    'last-event-id',
    'upgrade',
    'idempotency-key',
  ),
  fc.oneof(
    fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'application/jsonl',
      'application/octet-stream',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/plain',
      'text/event-stream',
      'gzip',
      'br',
      'deflate, gzip',
      'identity',
      '*/*;q=0',
      'websocket',
      'bytes=0-',
      'bytes=5-1',
      'bytes=0-0,2-2,-1',
      'bytes=99999999999999999999-',
      '127.0.0.1',
      '::ffff:1.2.3.4, evil',
      'quiz',
      '__proto__',
      'tma ',
      'tma user=%7B%7D&hash=00',
      'Bearer x',
      'Thu, 01 Jan 1970 00:00:00 GMT',
      '*',
      '"',
    ),
    fc.stringMatching(/^[\x20-\x7e]{0,60}$/).map((text) => text.trim()),
  ),
  { maxKeys: 4 },
);

export const methods = fc.constantFrom(
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'SEARCH',
);

/** Sent unchanged: `\n` becomes the line end of HTTP. */
export const rawRequests = fc.constantFrom(
  '\n\n',
  'GET\n\n',
  'GET / HTTP/9.9\n\n',
  'GET /trpc/me.get HTTP/1.1\n\n',
  'GET http://evil.example/ HTTP/1.1\nHost: evil.example\n\n',
  'GET //evil.example/%2e%2e HTTP/1.1\nHost: a\n\n',
  'GET /media/%ff%fe HTTP/1.1\nHost: a\n\n',
  'GET /%c0%ae%c0%ae/ HTTP/1.1\nHost: a\n\n',
  'OPTIONS * HTTP/1.1\nHost: a\n\n',
  'CONNECT example.org:443 HTTP/1.1\nHost: example.org\n\n',
  'TRACE /trpc/me.get HTTP/1.1\nHost: a\n\n',
  'POST /trpc/me.launch HTTP/1.1\nHost: a\nContent-Length: -1\n\n',
  'POST /trpc/me.launch HTTP/1.1\nHost: a\nContent-Length: 5\nContent-Length: 6\n\nabcde',
  'POST /trpc/me.launch HTTP/1.1\nHost: a\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n',
  'POST /trpc/me.launch HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nzz\n{}\n0\n\n',
  'POST /trpc/me.launch HTTP/1.1\nHost: a\nTransfer-Encoding: gzip, chunked\n\n0\n\n',
  'POST /trpc/me.launch HTTP/1.1\nHost: a\nContent-Type: application/json\nContent-Length: 2\n\n{}GET /healthz HTTP/1.1\nHost: a\n\n',
  'GET /healthz HTTP/1.1\nHost: a\n\nGET /healthz HTTP/1.1\nHost: a\n\nGET /nothing HTTP/1.1\nHost: a\n\n',
  'GET /healthz HTTP/1.1\nHost: a\nHost: b\n\n',
  'GET /healthz HTTP/1.1\nHost: a\nX-Folded: a\n b\n\n',
  'GET /healthz HTTP/1.1\nHost : a\n\n',
  'GET /trpc/live.events HTTP/1.1\nHost: a\nUpgrade: websocket\nConnection: Upgrade\n\n',
  `GET /healthz HTTP/1.1\nHost: a\nX-Long: ${'x'.repeat(70_000)}\n\n`,
  `GET /${'x'.repeat(20_000)} HTTP/1.1\nHost: a\n\n`,
  '\u0016\u0003\u0001\u0000\u0000',
);
