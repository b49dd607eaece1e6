import { createHmac, generateKeyPairSync } from 'node:crypto';
import { validate as validateWithLibrary } from '@telegram-apps/init-data-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InitDataFields, signInitData } from '../simulators/telegram/signInitData.ts';
import {
  type InitDataRefusal,
  type InitDataResult,
  initDataRefusals,
  validateInitData,
  validateInitDataThirdParty,
} from './initData.ts';

const TOKEN = '7342037359:AAHI25ES9xCOMPokpYoz-p8XVrZUdygo2J4';
const ISSUED = 1_700_000_000;
const NOW = new Date((ISSUED + 100) * 1000);
const clock = { now: NOW, maxAgeS: 3600 };

const USER = {
  id: 279058397,
  first_name: 'Вера & Ко + 100%',
  last_name: '𝒦=🙂',
  username: 'vera',
  language_code: 'ru',
  is_premium: true,
  allows_write_to_pm: true,
  photo_url: 'https://t.me/i/userpic/320/abc.svg',
};

const FIELDS = {
  query_id: 'AAHdF6IQAAAAAN0XohDhrOrc',
  user: USER,
  auth_date: ISSUED,
  start_param: 'ref_42-a',
  chat_instance: '-3788475317572404878',
  chat_type: 'private',
};

const { user: _user, ...withoutUser } = FIELDS;
const { auth_date: _date, ...withoutDate } = FIELDS;

function check(raw: string, overrides: Partial<typeof clock> = {}): InitDataResult {
  return validateInitData(raw, TOKEN, { ...clock, ...overrides });
}

function sign(fields: InitDataFields): string {
  return signInitData(fields, TOKEN);
}

/** Signs pairs whose raw spelling is given, as a validator that decodes and sorts would see them. */
function hashAsNaive(raw: string): string {
  const lines = [...new URLSearchParams(raw)]
    .filter(([key]) => key !== 'hash')
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  const secret = createHmac('sha256', 'WebAppData').update(TOKEN).digest();
  return createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
}

function hashIn(raw: string): string | null {
  return new URLSearchParams(raw).get('hash');
}

function signRaw(pairs: string): string {
  return `${pairs}&hash=${hashAsNaive(pairs)}`;
}

describe('validateInitData', () => {
  it('should read what a genuine string says', () => {
    expect(check(sign(FIELDS))).toEqual({
      ok: true,
      data: {
        user: {
          id: 279058397,
          firstName: 'Вера & Ко + 100%',
          lastName: '𝒦=🙂',
          username: 'vera',
          languageCode: 'ru',
          isPremium: true,
          allowsWriteToPm: true,
          isBot: false,
          photoUrl: 'https://t.me/i/userpic/320/abc.svg',
        },
        authDate: new Date(ISSUED * 1000),
        expiresAt: new Date((ISSUED + 3600) * 1000),
        startParam: 'ref_42-a',
        queryId: 'AAHdF6IQAAAAAN0XohDhrOrc',
        chatInstance: '-3788475317572404878',
        chatType: 'private',
      },
    });
  });

  it('should leave out what is absent, empty or null', () => {
    const raw = sign({ auth_date: ISSUED, user: { id: 1, first_name: '', username: null } });
    expect(check(raw)).toMatchObject({
      ok: true,
      data: { user: { id: 1, firstName: '', isPremium: false, allowsWriteToPm: false } },
    });
    expect(Object.keys(accepted(check(raw)).user)).not.toContain('username');
    const empty = check(sign({ ...FIELDS, start_param: '', query_id: '' }));
    expect(Object.keys(accepted(empty))).not.toContain('startParam');
    expect(Object.keys(accepted(empty))).not.toContain('queryId');
  });

  it('should agree with the published library about genuine strings', () => {
    const raw = sign(FIELDS);
    expect(() => validateWithLibrary(raw, TOKEN, { expiresIn: 0 })).not.toThrow();
    expect(check(raw).ok).toBe(true);
  });

  it('should accept fields it does not know and strings without a signature', () => {
    expect(check(sign({ ...FIELDS, novelty: '1', can_send_after: 10 })).ok).toBe(true);
    expect(check(signInitData(FIELDS, TOKEN, { signature: 'none' })).ok).toBe(true);
  });

  it('should refuse an empty token, with which anyone could sign', () => {
    const raw = signInitData(FIELDS, '');
    expect(() => validateInitData(raw, '', clock)).toThrow(RangeError);
  });

  it('should refuse when the clock or the age is not a number', () => {
    const raw = sign(FIELDS);
    expect(check(raw, { maxAgeS: Number.NaN })).toEqual({ ok: false, reason: 'expired' });
    expect(check(raw, { now: new Date(Number.NaN) })).toEqual({ ok: false, reason: 'future' });
  });

  it('should be good until the very second of its expiry', () => {
    const raw = sign(FIELDS);
    const expiry = (ISSUED + 3600) * 1000;
    expect(check(raw, { now: new Date(expiry - 1) }).ok).toBe(true);
    expect(check(raw, { now: new Date(expiry) })).toEqual({ ok: false, reason: 'expired' });
  });

  it('should let Telegram be ahead by the skew and no more', () => {
    const raw = sign(FIELDS);
    const ahead = (seconds: number, skewS?: number) =>
      validateInitData(raw, TOKEN, {
        now: new Date((ISSUED - seconds) * 1000),
        maxAgeS: 3600,
        ...(skewS === undefined ? {} : { skewS }),
      });
    expect(ahead(60).ok).toBe(true);
    expect(ahead(61)).toEqual({ ok: false, reason: 'future' });
    expect(ahead(5, 4)).toEqual({ ok: false, reason: 'future' });
  });
});

describe('refusals', () => {
  const user = (change: object) => sign({ ...FIELDS, user: { ...USER, ...change } });
  const userJson = (json: string) => sign({ ...FIELDS, user: json });
  const edKeys = generateKeyPairSync('ed25519');
  const examples: Record<InitDataRefusal, string[]> = {
    missing: [''],
    too_long: [sign({ ...FIELDS, filler: 'x'.repeat(8_192) })],
    malformed: [
      'nonsense',
      `${sign(FIELDS)}&`,
      `&${sign(FIELDS)}`,
      sign(FIELDS).replace('&', '&&'),
      signRaw('auth_date=%zz&user=%7B%7D'),
      signRaw('auth_date=%c0%80'),
      sign(FIELDS).replace('=', '=\n'),
      `${sign(FIELDS)}\n`,
      sign(FIELDS).replace('query_id=', 'query_id=\ud800'),
      sign(FIELDS).replace('query_id=', 'query_id=\ufeff'),
    ],
    bad_key: [
      sign({ ...FIELDS, Extra: '1' }),
      sign({ ...FIELDS, '': '1' }),
      sign({ ...FIELDS, key1: '1' }),
      sign(FIELDS).replace('user=', 'use%72='),
      sign(FIELDS).replace('auth_date=', 'Auth_date='),
      sign(FIELDS).replace('auth_date=', '%20auth_date='),
    ],
    duplicate_key: [
      `${sign(FIELDS)}&user=%7B%22id%22%3A1%7D`,
      `user=%7B%22id%22%3A1%7D&${sign(FIELDS)}`,
      `${sign(FIELDS)}&hash=${'0'.repeat(64)}`,
      signRaw('auth_date=1&auth_date=1'),
    ],
    newline_in_value: [sign({ ...FIELDS, query_id: 'a\nb' })],
    nul_in_value: [sign({ ...FIELDS, chat_instance: 'a\0' })],
    no_hash: [sign(FIELDS).replace(/&hash=.*/, '')],
    bad_hash: [
      sign(FIELDS).replace(/hash=.*/, 'hash='),
      sign(FIELDS).replace(/hash=.*/, `hash=${'0'.repeat(64)}`),
      sign(FIELDS).replace(/(?<=hash=).*/, (hex) => hex.toUpperCase()),
      sign(FIELDS).replace(/(?<=hash=)..(.*)/, '$1'),
      `${sign(FIELDS)}00`,
      `${sign(FIELDS)}zz`,
      sign(FIELDS).replace('ref_42', 'ref_43'),
      sign(FIELDS).replace(/signature=[^&]*&/, ''),
      signInitData(FIELDS, '7342037359:AnotherToken'),
    ],
    no_signature: [],
    bad_signature: [],
    no_auth_date: [sign(withoutDate)],
    bad_auth_date: [
      '',
      '-5',
      '1e9',
      '0x10',
      ' 1700000000',
      '1700000000.5',
      '9'.repeat(13),
      '٣',
    ].map((auth_date) => sign({ ...FIELDS, auth_date })),
    future: [
      sign({ ...FIELDS, auth_date: ISSUED + 161 }),
      sign({ ...FIELDS, auth_date: '9'.repeat(12) }),
    ],
    expired: [sign({ ...FIELDS, auth_date: 0 }), sign({ ...FIELDS, auth_date: ISSUED - 3500 })],
    no_user: [sign(withoutUser)],
    bad_user: [
      ...['', '{', 'null', '[]', '1', '"x"', '{}'].map(userJson),
      ...[0, -1, 1.5, 2 ** 53, '279058397', null, true].map((id) => user({ id })),
      userJson('{"id":9007199254740993,"first_name":"x"}'),
      user({ first_name: undefined }),
      user({ first_name: 7 }),
      user({ is_premium: 'yes' }),
      userJson('{"id":1,"first_name":"\\u0000"}'),
      userJson('{"id":1,"first_name":"x","username":"\\ud800"}'),
      userJson('{"id":1,"first_name":"x","last_name":"\\udc00\\ud800"}'),
    ],
    bad_start_param: [
      sign({ ...FIELDS, start_param: 'a b' }),
      sign({ ...FIELDS, start_param: 'я' }),
      sign({ ...FIELDS, start_param: 'x'.repeat(513) }),
    ],
  };
  const thirdParty: Partial<Record<InitDataRefusal, string[]>> = {
    no_signature: [signInitData(FIELDS, TOKEN, { signature: 'none' })],
    bad_signature: [
      sign(FIELDS),
      signInitData(FIELDS, TOKEN, { signature: edKeys.privateKey }),
      sign(FIELDS).replace(/signature=[^&]*/, 'signature='),
      sign(FIELDS).replace(/signature=[^&]*/, `signature=${'A'.repeat(86)}%3D%3D`),
    ],
  };

  it.each(initDataRefusals)('should refuse with %s', (reason) => {
    const third = thirdParty[reason] ?? [];
    expect(examples[reason].length + third.length).toBeGreaterThan(0);
    for (const raw of examples[reason]) {
      expect(check(raw), raw).toEqual({ ok: false, reason });
    }
    for (const raw of third) {
      const result = validateInitDataThirdParty(raw, 7342037359, clock);
      expect(result, raw).toEqual({ ok: false, reason });
    }
  });
});

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
    // The trick is real: a validator that only decodes, sorts and joins finds the genuine hash.
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

  it('should read another spelling of the same values alike', () => {
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

  it('should refuse, or read alike, whatever one character is changed to', () => {
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

describe('validateInitDataThirdParty', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const raw = signInitData(FIELDS, TOKEN, { signature: privateKey });

  it('should accept a signature for this bot and read the same as the HMAC check', () => {
    const result = validateInitDataThirdParty(raw, 7342037359, clock, hex);
    expect(result).toEqual(check(raw));
    expect(result.ok).toBe(true);
  });

  it('should not need the hash, which only the bot can check', () => {
    const bare = raw.replace(/&hash=.*/, '');
    expect(validateInitDataThirdParty(bare, 7342037359, clock, hex).ok).toBe(true);
  });

  it('should refuse another bot, another key, a change and another spelling of the signature', () => {
    const refused = { ok: false, reason: 'bad_signature' };
    expect(validateInitDataThirdParty(raw, 7342037358, clock, hex)).toEqual(refused);
    expect(validateInitDataThirdParty(raw, 7342037359, clock)).toEqual(refused);
    const changed = raw.replace('ref_42', 'ref_43');
    expect(validateInitDataThirdParty(changed, 7342037359, clock, hex)).toEqual(refused);
    // 64 bytes leave four bits of the last character unused.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const respelt = raw.replace(/(?<=signature=[^&]{85})[^&]/, (last) =>
      alphabet.charAt(alphabet.indexOf(last) + 1),
    );
    expect(validateInitDataThirdParty(respelt, 7342037359, clock, hex)).toEqual(refused);
  });

  it('should apply the same rules to age and content', () => {
    const later = { ...clock, now: new Date((ISSUED + 3600) * 1000) };
    expect(validateInitDataThirdParty(raw, 7342037359, later, hex)).toEqual({
      ok: false,
      reason: 'expired',
    });
    const nobody = signInitData(withoutUser, TOKEN, { signature: privateKey });
    expect(validateInitDataThirdParty(nobody, 7342037359, clock, hex)).toEqual({
      ok: false,
      reason: 'no_user',
    });
  });
});

function accepted(result: InitDataResult) {
  if (!result.ok) {
    throw new Error(`Refused: ${result.reason}`);
  }
  return result.data;
}
