import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InitDataRefusal } from './initData.ts';
import {
  accepted,
  check,
  FIELDS,
  hashAsNaive,
  hashIn,
  ISSUED,
  sign,
  USER,
} from './testing/initDataStrings.ts';

describe('strings that weaker validators accept', () => {
  const genuine = sign(FIELDS);
  const value = (key: string) =>
    encodeURIComponent(new URLSearchParams(genuine).get(key) ?? 'absent');
  const hash = hashIn(genuine);
  const rest = `query_id=${value('query_id')}&signature=${value('signature')}`;
  const start = `start_param=${value('start_param')}`;
  const chat = `chat_instance=${value('chat_instance')}&chat_type=${value('chat_type')}`;
  const lateFields = `${rest}&${start}&user=${value('user')}`;

  const folded: [string, string, InitDataRefusal][] = [
    [
      'chat_instance folded into auth_date',
      `auth_date=${ISSUED}%0Achat_instance%3D${value('chat_instance')}&chat_type=private&${lateFields}`,
      'newline_in_value',
    ],
    [
      'user folded into start_param',
      `auth_date=${ISSUED}&${chat}&${rest}&${start}%0Auser%3D${value('user')}`,
      'newline_in_value',
    ],
    [
      'everything folded into auth_date',
      `auth_date=${ISSUED}%0A${encodeURIComponent(
        decodeURIComponent(`${chat}&${lateFields}`)
          .replaceAll('&chat', '\nchat')
          .replace('&query', '\nquery')
          .replace('&signature', '\nsignature')
          .replace('&start', '\nstart')
          .replace('&user', '\nuser'),
      )}`,
      'newline_in_value',
    ],
    [
      'auth_date folded into a key',
      `auth_date%3D${ISSUED}%0Achat_instance=${value('chat_instance')}&chat_type=private&${lateFields}`,
      'bad_key',
    ],
    [
      'user split at its own equals sign into a key',
      `auth_date=${ISSUED}&${chat}&${rest}&${start.replace('=', '%3D')}%0Auser=${value('user')}`,
      'bad_key',
    ],
  ];

  it.each(folded)('should refuse %s', (_name, pairs, reason) => {
    // The trick works: a validator that only decodes, sorts and joins finds the genuine hash.
    expect(hashAsNaive(pairs)).toBe(hash);
    expect(check(`${pairs}&hash=${hash}`)).toEqual({ ok: false, reason });
  });

  it('should refuse fields hidden behind an encoded ampersand', () => {
    const raw = genuine.replace('&auth_date=', '%26auth_date=');
    expect(check(raw)).toEqual({ ok: false, reason: 'bad_hash' });
  });

  it('should refuse a second encoding of the whole or of a value', () => {
    expect(check(encodeURIComponent(genuine))).toEqual({ ok: false, reason: 'malformed' });
    const twice = genuine.replace(/(?<=user=)[^&]*/, encodeURIComponent);
    expect(check(twice)).toEqual({ ok: false, reason: 'bad_hash' });
  });

  it('should refuse an undecoded user that was signed in its encoded form', () => {
    const raw = sign({ ...FIELDS, user: encodeURIComponent(JSON.stringify(USER)) });
    expect(check(raw)).toEqual({ ok: false, reason: 'bad_user' });
  });

  it('should accept another spelling of the same values', () => {
    const data = accepted(check(genuine));
    const plus = genuine.replaceAll('%20', '+');
    expect(plus).not.toBe(genuine);
    expect(accepted(check(plus))).toEqual(data);
    const lower = genuine.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    expect(accepted(check(lower))).toEqual(data);
    const bare = genuine.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%22', '"');
    expect(accepted(check(bare))).toEqual(data);
    const reordered = genuine.split('&').reverse().join('&');
    expect(accepted(check(reordered))).toEqual(data);
  });

  it('should refuse a plus sign that was meant as itself', () => {
    expect(check(genuine.replaceAll('%2B', '+'))).toEqual({ ok: false, reason: 'bad_hash' });
  });

  it('should not let a foreign field called __proto__ or constructor through', () => {
    expect(check(sign({ ...FIELDS, constructor: 'x' })).ok).toBe(true);
    expect(check(sign({ ...FIELDS, user: `{"__proto__":{"id":5},"first_name":"x"}` }))).toEqual({
      ok: false,
      reason: 'bad_user',
    });
  });

  it('should refuse, or read with the same result, a string with any one character changed', () => {
    const data = accepted(check(genuine));
    const character = fc.oneof(
      fc.constantFrom(...'&=%+\n\0 \ud800\ufeff0aAfF"{}'),
      fc.string({ unit: 'binary', minLength: 0, maxLength: 1 }),
    );
    const position = fc.nat(genuine.length - 1);
    let alike = 0;
    fc.assert(
      fc.property(position, character, fc.constantFrom(0, 1), (at, text, removed) => {
        const mutant = genuine.slice(0, at) + text + genuine.slice(at + removed);
        const result = check(mutant);
        if (result.ok) {
          alike += 1;
          expect(result.data).toEqual(data);
        } else {
          expect(mutant).not.toBe(genuine);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(alike).toBeGreaterThan(0);
  });

  it('should read back whatever was signed', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 64 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 53 - 1 }), text, text, (id, first, last) => {
        const user = { id, first_name: first, last_name: last };
        const data = accepted(check(sign({ auth_date: ISSUED, user })));
        expect([data.user.id, data.user.firstName, data.user.lastName ?? '']).toEqual([
          id,
          first,
          last,
        ]);
      }),
    );
  });
});
