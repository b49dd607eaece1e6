import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../db/statement.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { initDataOf, testApp } from '../testing/testApp.ts';

const METRICS_TOKEN = 'metrics-token-of-the-tests';
const test = testApp({ env: { PORT: '0', METRICS_TOKEN } });
let url = '';
let stop = async () => {};
const eve = { id: 666, first_name: 'Eve' };

beforeAll(async () => {
  ({ url, stop } = await serveHttp(test.app));
  await test.as(eve).me.launch();
});
afterAll(() => stop());

const signed = () => ({ authorization: `tma ${initDataOf(eve)}` });

interface Answer {
  error?: { appCode?: string; data?: { appCode: string; requestId: string } };
}

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(url + path, init);
  const text = await response.text();
  const parsed = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null;
  const first = (Array.isArray(parsed) ? parsed[0] : parsed) as Answer | null;
  return {
    status: response.status,
    text,
    code: (first?.error?.data ?? first?.error)?.appCode,
    response,
    parsed,
  };
}

const post = (path: string, body: string, headers: Record<string, string> = signed()) =>
  send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

async function countUsers() {
  const [row] = await test.app.db.query(sql<{ n: number }>('select count(*) as n from users'));
  return row?.n;
}

describe('a caller without a good signature', () => {
  const genuine = () => initDataOf({ id: 4242, first_name: 'Mallory' });
  it.each([
    ['no header', () => undefined, 'INIT_DATA_MISSING'],
    ['another scheme', () => 'Bearer abc', 'INIT_DATA_MISSING'],
    ['an empty string', () => 'tma ', 'INIT_DATA_MISSING'],
    ['nonsense', () => 'tma nonsense', 'INIT_DATA_INVALID'],
    [
      'a forged hash',
      () => `tma ${genuine().replace(/hash=(.)/, (_, digit) => `hash=${digit === '0' ? 1 : 0}`)}`,
      'INIT_DATA_INVALID',
    ],
    ['a duplicated field', () => `tma ${genuine()}&auth_date=1`, 'INIT_DATA_INVALID'],
    ['something appended', () => `tma ${genuine()} x`, 'INIT_DATA_INVALID'],
    [
      'the signature of another bot',
      () => `tma ${initDataOf({ id: 4242, first_name: 'M' }, { token: '5:another' })}`,
      'INIT_DATA_INVALID',
    ],
    [
      'old data',
      () => `tma ${initDataOf({ id: 4242, first_name: 'M' }, { authDate: new Date(0) })}`,
      'INIT_DATA_EXPIRED',
    ],
  ])('gets 401 for %s, and no row is touched', async (_what, authorization, code) => {
    const before = await countUsers();
    const value = authorization();
    const answer = await post('/trpc/me.launch', '{}', value ? { authorization: value } : {});
    expect(answer).toMatchObject({ status: 401, code });
    expect(await countUsers()).toBe(before);
  });

  it('gets 401 for a bot that is not configured', async () => {
    const answer = await post('/trpc/me.launch', '{}', { ...signed(), 'x-bot': 'stranger' });
    expect(answer).toMatchObject({ status: 401, code: 'BOT_UNKNOWN' });
  });
});

describe('malformed input', () => {
  const deep = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;
  const requestId = '4f7d1c5e-0c2a-4d8e-9a51-0123456789ab';
  it.each([
    ['no JSON', 'not json'],
    ['half an object', '{"direction":'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['an array', '[]'],
    ['100-deep JSON', deep],
    ['a wrong type', '{"direction":{"$ne":null},"requestId":1}'],
    ['a NUL', `{"direction":"personal\\u0000","requestId":"${requestId}"}`],
    ['a lone surrogate', `{"direction":"\\ud800","requestId":"${requestId}"}`],
    ['a megabyte', JSON.stringify({ direction: 'x'.repeat(1_000_000), requestId })],
    ['an unknown value', `{"direction":"sideways","requestId":"${requestId}"}`],
  ])('%s is a 400 with a code', async (_what, body) => {
    const answer = await post('/trpc/me.chooseDirection', body);
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it.each([
    ['NaN', '{"defaultModel":NaN}'],
    ['a NUL in a code', '{"defaultModel":"a\\u0000b"}'],
    ['a huge number', '{"notifications":{"badge":1e400}}'],
    ['a foreign key', '{"notifications":{"__proto__":true,"evil":true}}'],
  ])('%s in settings is a 400', async (_what, body) => {
    expect(await post('/trpc/me.updateSettings', body)).toMatchObject({ status: 400 });
  });

  it('an eleven-call batch is a 400, ten are answered', async () => {
    const batch = (size: number) =>
      send(`/trpc/${Array.from({ length: size }, () => 'me.get').join(',')}?batch=1&input=%7B%7D`, {
        headers: signed(),
      });
    expect(await batch(11)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect((await batch(10)).status).toBe(200);
  });

  it('five megabytes are refused as too large', async () => {
    const answer = await post('/trpc/me.updateSettings', `"${'x'.repeat(5_000_000)}"`);
    expect(answer).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  it('a query by POST and a mutation by GET are refused', async () => {
    expect((await post('/trpc/me.get', '{}')).status).toBe(400);
    expect((await send('/trpc/me.launch', { headers: signed() })).status).toBe(400);
  });
});

describe('unknown paths', () => {
  it.each(['/trpc/no.such', '/trpc/', '/.env', '/wp-admin.php', '/a/b/c'])(
    '%s is a 404',
    async (path) => {
      const answer = await send(path, { headers: signed() });
      expect(answer).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    },
  );

  it('are not distinguished from existing ones below /api/v1 without a key', async () => {
    expect((await send('/api/v1/nothing', { headers: signed() })).status).toBe(401);
  });
});

describe('an unexpected error', () => {
  it('shows a code and a request id, never its text', async () => {
    const secret = 'relation "wallets" does not exist';
    const catalog = test.app.catalog;
    const read = catalog.read;
    catalog.read = () => Promise.reject(new Error(secret));
    try {
      const answer = await send('/trpc/me.get', { headers: signed() });
      expect(answer).toMatchObject({ status: 500, code: 'INTERNAL' });
      expect(answer.text).not.toContain('wallets');
      expect(answer.text).not.toContain('stack');
      expect((answer.parsed as Answer).error?.data?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    } finally {
      catalog.read = read;
    }
  });
});

describe('health', () => {
  it('answers, and readiness follows the database', async () => {
    expect((await send('/healthz')).status).toBe(200);
    expect(await send('/readyz')).toMatchObject({
      status: 200,
      parsed: { database: true, queue: true },
    });
  });
});

describe('/metrics', () => {
  const asPrometheus = { headers: { authorization: `Bearer ${METRICS_TOKEN}` } };

  it('counts requests by part of the product, whatever paths are asked for', async () => {
    await send('/trpc/me.get', { headers: signed() });
    await send('/no-such-path-1');
    const { status, text } = await send('/metrics', asPrometheus);
    expect(status).toBe(200);
    expect(text).toMatch(/http_request_duration_seconds_count\{part="trpc",status="2xx"\} [1-9]/);
    expect(text).toMatch(/generations_unfinished\{status="queued"\} 0/);
    expect(text).not.toContain('no-such-path');
  });

  it('counts refused sign-ins and forbidden calls', async () => {
    const read = async (code: string) => {
      const { text } = await send('/metrics', asPrometheus);
      return Number(new RegExp(`refused_calls_total\\{code="${code}"\\} (\\d+)`).exec(text)?.[1]);
    };
    const before = { missing: await read('INIT_DATA_MISSING'), forbidden: await read('FORBIDDEN') };
    expect(Number.isNaN(before.missing + before.forbidden)).toBe(false);
    await send('/trpc/me.get');
    await send('/trpc/admin.overview?input=%7B%7D', { headers: signed() });
    await send('/telegram/webhook/main', { method: 'POST' });
    expect(await read('INIT_DATA_MISSING')).toBe(before.missing + 1);
    expect(await read('FORBIDDEN')).toBe(before.forbidden + 2);
  });

  it.each([
    ['no token', undefined],
    ['another token', 'Bearer another-token-of-the-tests'],
    ['the token in another scheme', METRICS_TOKEN],
  ])('is closed to whoever comes with %s', async (_what, authorization) => {
    const answer = await send('/metrics', authorization ? { headers: { authorization } } : {});
    expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(answer.text).not.toContain('http_request_duration');
  });
});

describe('credentials in an address', () => {
  const credentials = () => encodeURIComponent(JSON.stringify(signed()));
  it.each([
    ['a query', '/trpc/me.get', 'GET'],
    ['a mutation', '/trpc/me.launch', 'POST'],
    ['a stream', '/trpc/live.events', 'GET'],
    ['an upload', '/trpc/generation.uploadInput', 'POST'],
  ])('open nothing: %s', async (_what, path, method) => {
    for (const headers of [{}, signed()]) {
      const answer = await send(`${path}?connectionParams=${credentials()}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  it.each(['authorization', 'Authorization', 'initData', 'tgWebAppData'])(
    'are refused by the name of %s',
    async (name) => {
      const value = encodeURIComponent(initDataOf(eve));
      const answer = await send(`/trpc/me.get?${name}=${value}`, { headers: signed() });
      expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    },
  );
});

describe('a call without a body', () => {
  const post = (procedure: string) =>
    send(`/trpc/${procedure}`, {
      method: 'POST',
      headers: { ...signed(), 'content-type': 'application/json' },
    });

  it('launches, as earlier versions of the app send it', async () => {
    expect((await post('me.launch')).status).toBe(200);
  });

  it('is refused where input is required', async () => {
    for (const procedure of ['gallery.purge', 'generation.create', 'me.updateSettings']) {
      expect(await post(procedure)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });
});

describe('a body that is not JSON', () => {
  const form = new URLSearchParams({ ids: '' });
  const fields = new FormData();
  fields.set('ids', '');
  it.each<[string, RequestInit]>([
    ['a form', { body: form }],
    ['a form of several parts', { body: fields }],
    ['bytes', { body: 'x', headers: { 'content-type': 'application/octet-stream' } }],
    ['text', { body: '{}', headers: { 'content-type': 'text/plain' } }],
    ['nothing that is named', { body: new Uint8Array([123, 125]) }],
    ['almost JSON', { body: '{}', headers: { 'content-type': 'application/jsonx' } }],
  ])('is refused before any procedure: %s', async (_what, init) => {
    for (const procedure of ['gallery.purge', 'me.updateSettings', 'me.launch', 'no.such']) {
      const answer = await send(`/trpc/${procedure}`, {
        method: 'POST',
        ...init,
        headers: { ...signed(), ...(init.headers as Record<string, string>) },
      });
      expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    }
  });

  it('is accepted by its media type whatever its letter case and parameters', async () => {
    const type = { 'content-type': 'Application/JSON; charset=utf-8' };
    const answer = await send('/trpc/me.updateSettings', {
      method: 'POST',
      body: '{}',
      headers: { ...signed(), ...type },
    });
    expect(answer.status).toBe(200);
  });
});

describe('headers', () => {
  const paths = [
    '/healthz',
    '/readyz',
    '/metrics',
    '/trpc/me.get',
    '/trpc/no.such',
    '/api/v1/nothing',
    '/telegram/webhook/main',
    '/yookassa/webhook',
    '/fal/webhook',
  ];
  it.each(paths)('of %s keep browsers from guessing and everybody from storing', async (path) => {
    for (const method of ['GET', 'POST']) {
      const { response } = await send(path, { method, headers: signed() });
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(response.headers.get('cache-control')).toContain('no-store');
    }
  });

  it('of a stream too', async () => {
    const leave = new AbortController();
    const response = await fetch(`${url}/trpc/live.events`, {
      headers: signed(),
      signal: leave.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('no-store');
    leave.abort();
  });
});

describe('framing', () => {
  it('is allowed to Telegram and to nobody else', async () => {
    const { response } = await send('/trpc/me.get');
    expect(response.headers.get('x-frame-options')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org",
    );
  });
});
