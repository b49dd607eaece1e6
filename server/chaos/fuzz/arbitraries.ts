/** Inputs that a schema accepts, as far as JSON Schema tells; existing ids are filled in later. */
import fc from 'fast-check';
import { Slot } from './known.ts';
import type { JsonSchema } from './procedures.ts';

const MAX_TEXT = 400;
const MAX_ITEMS = 6;

/** Zones that runtimes and PostgreSQL spell differently, or that only one of them knows. */
const timeZones = [
  'UTC',
  'Europe/Moscow',
  'Asia/Kathmandu',
  'America/Argentina/ComodRivadavia',
  'Pacific/Apia',
  'Etc/GMT+12',
  'Etc/GMT-14',
  'EST5EDT',
  'asia/calcutta',
  '+14:00',
  '-23:59',
  '+00:00',
];

/** Times at the limits of what parts of the product can hold, in every notation. */
export const times: fc.Arbitrary<string> = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc
    .record({
      date: fc.constantFrom(
        '0000-01-01',
        '0001-01-01',
        '1582-10-10',
        '1970-01-01',
        '1999-12-31',
        '2024-02-29',
        '2038-01-19',
        '2099-12-31',
        '9999-12-31',
      ),
      time: fc.constantFrom('00:00:00', '23:59:59', '23:59:59.999', '12:00', '23:59:59.9999999'),
      offset: fc.constantFrom('Z', '+00:00', '-00:00', '+14:00', '-12:00', '+23:59', '-23:59'),
    })
    .map(({ date, time, offset }) => `${date}T${time}${offset}`),
);

function slot(kind: Slot['kind'], name: string, others: fc.Arbitrary<unknown>) {
  return fc
    .tuple(fc.nat(100_000), others)
    .map(([pick, other]) => new Slot(kind, name, pick, other));
}

const plainText = (min: number, max: number) =>
  fc
    .string({ unit: 'binary', minLength: min, maxLength: Math.min(max, MAX_TEXT) })
    .map((text) => text.replaceAll('\u0000', ' ').slice(0, max).padEnd(min, '_'));

function texts(schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  const { format, pattern, minLength = 0, maxLength = MAX_TEXT } = schema;
  switch (format) {
    case 'uuid':
      // A request's own id is new each time; reusing it is the job of `again`.
      return name === 'requestId'
        ? fc.uuid({ version: 4 })
        : fc.oneof(
            { weight: 9, arbitrary: slot('uuid', name, fc.uuid({ version: 4 })) },
            fc.uuid(),
          );
    case 'date-time':
      return times;
    case 'date':
      return times.map((time) => time.slice(0, 10));
    case 'time-zone':
      return fc.constantFrom(...timeZones);
    case 'email':
      return fc.emailAddress();
    case 'uri':
      return fc.webUrl();
  }
  const free = pattern ? fc.stringMatching(new RegExp(pattern)) : plainText(minLength, maxLength);
  return name === ''
    ? free
    : fc.oneof({ weight: 2, arbitrary: slot('text', name, free) }, { weight: 1, arbitrary: free });
}

function numbers(schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  const min = schema.minimum ?? (schema.exclusiveMinimum ?? Number.MIN_SAFE_INTEGER - 1) + 1;
  const max = schema.maximum ?? Number.MAX_SAFE_INTEGER;
  const edges = fc.constantFrom(min, max, Math.min(max, 2 ** 31), Math.min(max, Math.max(min, 1)));
  const whole =
    schema.type === 'number'
      ? fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
      : fc.oneof(fc.integer({ min: Math.max(min, -1e6), max: Math.min(max, 1e6) }), edges);
  return /id$/i.test(name)
    ? fc.oneof({ weight: 4, arbitrary: slot('number', name, whole) }, whole)
    : whole;
}

function objects(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema;
  const fields = Object.entries(properties).map(
    ([key, field]) => [key, inputsOf(field, key)] as const,
  );
  if (fields.length === 0 && typeof additionalProperties === 'object') {
    const keys = propertyNames ? inputsOf(propertyNames) : fc.string({ maxLength: 10 });
    return fc.dictionary(keys.map(String), inputsOf(additionalProperties), { maxKeys: MAX_ITEMS });
  }
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

/**
 * Values that the schema accepts.
 * @param name of the field, by which known values are found.
 */
export function inputsOf(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  if ('const' in schema) {
    return fc.constant(schema.const);
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return fc.oneof(...choices.map((choice) => inputsOf(choice, name)));
  }
  switch (schema.type) {
    case 'object':
      return objects(schema);
    case 'array': {
      const { items = {}, minItems = 0, maxItems = MAX_ITEMS } = schema;
      const maxLength = Math.max(minItems, Math.min(maxItems, MAX_ITEMS));
      return fc.array(inputsOf(items, name), { minLength: minItems, maxLength });
    }
    case 'string':
      return texts(schema, name);
    case 'integer':
    case 'number':
      return numbers(schema, name);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
