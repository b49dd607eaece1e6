import { describe, expect, it } from 'vitest';
import { Redactor } from './redactor.ts';

const SECRET = 'p@ss"w/rd+canary=';
const redactor = new Redactor([SECRET]);

describe('a configured secret', () => {
  it.each([
    ['as it is', SECRET],
    ['in an address', encodeURIComponent(SECRET)],
    [
      'in an address with small hex digits',
      encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase()),
    ],
    ['in JSON', JSON.stringify({ key: SECRET })],
    ['in JSON within JSON', JSON.stringify(JSON.stringify({ key: SECRET }))],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ['in hex', Buffer.from(SECRET).toString('hex')],
  ])('is taken out %s', (_form, written) => {
    const text = redactor.text(`before ${written} after`);
    expect(text).toMatch(/^before .*\[removed\].* after$/);
    expect(text).not.toMatch(/canary|Y2FuYX/);
  });

  it('is removed whole when another secret is a prefix of it', () => {
    const both = new Redactor(['secret', 'secret-and-more']);
    expect(both.text('x secret-and-more y secret z')).toBe('x [removed] y [removed] z');
  });

  it('is left alone when it is so short that ordinary words would be removed', () => {
    expect(new Redactor(['', 'key']).text('a key')).toBe('a key');
  });

  it('is removed from then on when it is added later', () => {
    const later = new Redactor();
    later.add('made-later');
    expect(later.text('made-later')).toBe('[removed]');
  });
});

describe('secrets that are recognised by their shape', () => {
  const hash = 'ab'.repeat(32);
  const initData = `user=%7B%22id%22%3A1%7D&auth_date=1700000000&hash=${hash}`;
  it.each([
    [
      'a token in an address',
      'https://api.telegram.org/bot123456789:AAF-abcdefghijklmnopqrstuvwxyz01234/getMe',
      'AAF-abc',
    ],
    ['init data', initData, hash],
    [
      'init data in an address',
      `/trpc/live.events?connectionParams=${encodeURIComponent(JSON.stringify({ authorization: `tma ${initData}` }))}`,
      hash,
    ],
    ['init data encoded twice', encodeURIComponent(encodeURIComponent(initData)), hash],
    ['init data in pairs', `auth_date=1\nhash=${hash}`, hash],
    ['a short link', `GET /s/${'aB-_'.repeat(10)}xyz 404`, 'aB-_'],
    ['a header', `authorization: tma ${initData}`, hash],
    ['a bearer key', 'Bearer abcdefghijklmnopqrstuvwxyz', 'abcdefgh'],
    ['a basic header', `Basic ${Buffer.from('shop:secret-key').toString('base64')}`, 'c2hvcDpz'],
    [
      'a signed link',
      '/media/a.png?for=view&until=1&sig=AbCdEfGhIjKlMnOpQrStUvWxYz012345',
      'AbCdEf',
    ],
    [
      'a signed link in an address',
      encodeURIComponent('/media/a.png?for=view&sig=AbCdEfGhIjKlMnOpQrStUvWxYz012345'),
      'AbCdEf',
    ],
    [
      'a signed link of S3',
      'https://s3/x?X-Amz-Signature=0123456789abcdef0123456789abcdef',
      '0123456789abcdef',
    ],
    ['a password in an address', 'postgresql://coins:hunter2@db:5432/coins', 'hunter2'],
  ])('is taken out: %s', (_what, text, secret) => {
    const clean = redactor.text(`"before ${text} after"`);
    expect(clean).toContain('[removed]');
    expect(clean).not.toContain(secret);
    expect(clean).toMatch(/^"before .* after"$/s);
  });

  it.each([
    'duplicate key value violates unique constraint "users_telegram_id_key"',
    'Key (user_id)=(12) already exists.',
    'https://example.org/wallet?for=view',
    '2026-11-27T20:59:59.000Z 127.0.0.1:5432',
  ])('and nothing else: %s', (text) => {
    expect(redactor.text(text)).toBe(text);
  });

  it('leaves a line of JSON valid', () => {
    const line = JSON.stringify({
      a: `tma ${initData}`,
      b: `say "${SECRET}" \\`,
      c: 'postgres://u:p@h/d',
    });
    expect(JSON.parse(redactor.text(line))).toMatchObject({ a: 'tma [removed]' });
  });
});

describe('the copy of an error', () => {
  it('has name, code, message and causes without secrets, and nothing else', () => {
    const cause = Object.assign(new TypeError(`request to /${SECRET}/ failed`), {
      code: 'ECONNRESET',
    });
    const error = Object.assign(new Error('outside', { cause }), { request: { key: SECRET } });
    const copy = redactor.error(error) as Error & { request?: unknown };
    expect(copy.message).toBe('outside');
    expect(copy.request).toBeUndefined();
    expect(copy.cause).toMatchObject({
      name: 'TypeError',
      code: 'ECONNRESET',
      message: 'request to /[removed]/ failed',
    });
    expect(`${copy.stack}${(copy.cause as Error).stack}`).not.toContain('canary');
  });

  it('ends where causes form a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(redactor.error(error).message).toBe('round');
  });
});
