import { generateKeyPairSync } from 'node:crypto';
import { validate as validateWithLibrary } from '@telegram-apps/init-data-node';
import { describe, expect, it } from 'vitest';
import { signInitData } from '../../simulators/telegram/signInitData.ts';
import {
  type InitDataRefusal,
  initDataRefusals,
  validateInitData,
  validateInitDataThirdParty,
} from './initData.ts';
import {
  accepted,
  check,
  clock,
  FIELDS,
  ISSUED,
  sign,
  signRaw,
  TOKEN,
  USER,
  withoutDate,
  withoutUser,
} from './testing/initDataStrings.ts';

describe('validateInitData', () => {
  it('should return the claims of a genuine string', () => {
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

  it('should accept a string until the very second of its expiry', () => {
    const raw = sign(FIELDS);
    const expiry = (ISSUED + 3600) * 1000;
    expect(check(raw, { now: new Date(expiry - 1) }).ok).toBe(true);
    expect(check(raw, { now: new Date(expiry) })).toEqual({ ok: false, reason: 'expired' });
  });

  it('should accept an `auth_date` ahead of our clock by the skew and no more', () => {
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
