import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonb, toStorable } from './storable.ts';

describe('toStorable', () => {
  it('replaces NUL and lone surrogates, in values and keys, and keeps the rest', () => {
    expect(
      toStorable({ 'a\0': ['x\uD800', { b: '\uDC00y' }], ok: 'Ёж 👩‍🚀', n: 1, none: null }),
    ).toEqual({
      'a\uFFFD': ['x\uFFFD', { b: '\uFFFDy' }],
      ok: 'Ёж 👩‍🚀',
      n: 1,
      none: null,
    });
  });

  it('leaves dates as they are, and cuts off what is nested too deeply', () => {
    const at = new Date(0);
    expect(toStorable({ at })).toEqual({ at });
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    expect(toJsonb(deep)).toMatch(/^\[+null\]+$/);
  });

  it('returns text that PostgreSQL accepts, whatever the JSON holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = toJsonb(value);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/(?<!\\)(\\\\)*\\u0000|(?<!\\)(\\\\)*\\ud[89a-f]/i);
      }),
    );
  });
});
