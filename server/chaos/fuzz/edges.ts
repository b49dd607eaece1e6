/** Boundary values of a field, and values slightly beyond. */
import type { JsonSchema } from './procedures.ts';

export interface Leaf {
  /** Keys and indexes that lead to it. */
  path: (string | number)[];
  name: string;
  schema: JsonSchema;
}

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

export const edgeTimes = [
  '0000-01-01T00:00:00Z',
  '0000-12-31T23:59:59-23:59',
  '0001-01-01T00:00:00+14:00',
  '0001-01-01T00:00:00Z',
  '1582-10-10T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00Z',
  '1970-01-01T00:00:00+23:59',
  '2024-02-29T24:00:00Z',
  '2023-02-29T00:00:00Z',
  '2038-01-19T03:14:08Z',
  '2099-12-31T23:59:59.9999999Z',
  '2099-06-30T23:59:60Z',
  '2099-12-31T23:59+23:59',
  '2099-12-31T23:59:59-23:59',
  '2999-12-31T23:59:59.999Z',
  '2999-12-31T23:59:59-14:00',
  '3000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-14:00',
  '9999-12-31T23:59:59+14:00',
  '+010000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  'infinity',
  'now',
];

const edgeZones = [
  'UTC',
  'utc',
  'Europe/Moscow',
  'Asia/Kathmandu',
  'Africa/Monrovia',
  'Pacific/Apia',
  'Etc/GMT+12',
  'Etc/GMT-14',
  'EST5EDT',
  '+14:00',
  '-23:59',
  '+23:59',
  '+24:00',
  '+00',
  '-0000',
  'Europe/Moscow\u0000',
  "'; select 1",
  '<+03>-3',
  '',
];

const edgeCursors = [
  '0',
  '1',
  '000000000000001',
  '999999999999999',
  String(MAX_SAFE),
  '9007199254740992',
  '9223372036854775807',
  '9223372036854775808',
  '9'.repeat(200),
  '-1',
  '-',
  '_',
  'NaN',
  '0x10',
  '1e3',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF',
  '00000000-0000-4000-8000-00000000000',
  '',
];

const edgeTexts = (max: number) => [
  '',
  ' ',
  'x'.repeat(max),
  '😀'.repeat(Math.floor(max / 2)),
  'x'.repeat(max + 1),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff!',
  '%_\\',
  "' or 1=1 --",
  '\u202e\u200b\ufeff',
  '9'.repeat(Math.min(max, 40)),
];

function edgeNumbers({ minimum = 0, maximum = MAX_SAFE }: JsonSchema): unknown[] {
  return [
    minimum,
    minimum - 1,
    maximum,
    maximum + 1,
    0,
    1,
    -1,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    MAX_SAFE,
    2 ** 63,
    0.5,
    1e21,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1',
  ];
}

/** Values to try in a field. */
export function edgesOf({ name, schema }: Leaf): unknown[] {
  if (schema.type === 'integer' || schema.type === 'number') {
    return edgeNumbers(schema);
  }
  if (schema.format === 'date-time' || schema.format === 'date') {
    return edgeTimes;
  }
  if (schema.format === 'time-zone') {
    return edgeZones;
  }
  if (/cursor$/i.test(name)) {
    return edgeCursors;
  }
  return edgeTexts(schema.maxLength ?? 200);
}

/** Every field of an input that holds a text or a number. */
export function leavesOf(schema: JsonSchema, path: Leaf['path'] = []): Leaf[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return choices.flatMap((choice) => leavesOf(choice, path));
  }
  if (schema.type === 'object') {
    return Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
      leavesOf(field, [...path, key]),
    );
  }
  if (schema.type === 'array' && schema.items) {
    return leavesOf(schema.items, [...path, 0]);
  }
  const isLeaf = ['string', 'integer', 'number'].includes(schema.type ?? '') && !schema.enum;
  return isLeaf ? [{ path, name: String(path.findLast((key) => key !== 0)), schema }] : [];
}

/** A copy of the input with another value at this place, which is made where it is not there yet. */
export function replaceAt(input: unknown, [key, ...rest]: Leaf['path'], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  if (typeof key === 'number') {
    const items = Array.isArray(input) ? [...input] : [];
    items[key] = replaceAt(items[key], rest, value);
    return items;
  }
  const fields = (input ?? {}) as Record<string, unknown>;
  return { ...fields, [key]: replaceAt(fields[key], rest, value) };
}
