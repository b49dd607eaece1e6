/**
 * The official adapter is the reference: both get the same requests, byte for byte, and have to answer the
 * same. Only the framing of a complete answer differs: a length here, chunks there.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { initTRPC } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express, { type RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '../trpc/trpc.ts';
import { createTrpcHandler } from './trpcHandler.ts';

const MAX_BODY_BYTES = 2000;

/** Calls of `ticks` whose caller has disconnected. */
let aborted = 0;
let releaseTicks = () => {};

const t = initTRPC.create({ isServer: true, isDev: false });
const router = t.router({
  one: t.procedure.query(() => ({ text: 'один', list: [1, 2] })),
  long: t.procedure.query(() => ({ text: 'один '.repeat(2000) })),
  fails: t.procedure.query(() => {
    throw new Error('no');
  }),
  echo: t.procedure.input((value: unknown) => value).mutation(({ input }) => ({ input })),
  ticks: t.procedure.subscription(async function* ({ signal }) {
    yield 1;
    await new Promise<void>((resolve) => {
      releaseTicks = resolve;
      signal?.addEventListener('abort', () => {
        aborted++;
        resolve();
      });
    });
    yield 2;
  }),
});
const options = { router, maxBodySize: MAX_BODY_BYTES, maxBatchSize: 3 };
const servers = new Map<string, Server>();
const ports = new Map<string, number>();

async function serve(name: string, handler: RequestHandler) {
  const server = express().disable('x-powered-by').use('/trpc', handler).listen(0, '127.0.0.1');
  servers.set(name, server);
  await once(server, 'listening');
  ports.set(name, (server.address() as AddressInfo).port);
}

beforeAll(async () => {
  const createContext = () => ({}) as RequestContext;
  await serve('ours', createTrpcHandler({ ...options, createContext }));
  await serve('official', createExpressMiddleware({ ...options, createContext: () => ({}) }));
});
afterAll(() => {
  for (const server of servers.values()) {
    server.closeAllConnections();
    server.close();
  }
});

function open(name: string) {
  const socket = connect(ports.get(name) ?? 0, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    received += text;
  });
  return { socket, received: () => received };
}

interface Answer {
  status: string;
  headers: Record<string, string>;
  body: string;
}

function parse(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [status = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const raw = rest.join('\r\n\r\n');
  return { status, headers, body: headers['transfer-encoding'] ? unchunk(raw) : raw };
}

function unchunk(text: string): string {
  let bytes = Buffer.from(text);
  let whole = Buffer.alloc(0);
  for (;;) {
    const end = bytes.indexOf('\r\n');
    const size = Number.parseInt(bytes.toString('latin1', 0, end), 16);
    if (end < 0 || !(size > 0)) {
      return whole.toString();
    }
    whole = Buffer.concat([whole, bytes.subarray(end + 2, end + 2 + size)]);
    bytes = bytes.subarray(end + 4 + size);
  }
}

/** Sends a request as written and reads until the server closes. */
async function ask(name: string, line: string, headers: string[], body = ''): Promise<Answer> {
  const { socket, received } = open(name);
  const length = body ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
  const head = [`${line} HTTP/1.1`, 'Host: a', 'Connection: close', ...headers, ...length];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  await once(socket, 'close');
  return parse(received());
}

const json = ['Content-Type: application/json'];
const lines = ['trpc-accept: application/jsonl'];

describe('a request to /trpc', () => {
  it.each<[what: string, line: string, headers?: string[], body?: string]>([
    ['a query', 'GET /trpc/one'],
    ['a query by HEAD', 'HEAD /trpc/one'],
    ['a query with input', 'GET /trpc/one?input=%7B%22a%22%3A1%7D'],
    ['a query with broken input', 'GET /trpc/one?input=%7B'],
    ['a query that fails', 'GET /trpc/fails'],
    ['a mutation', 'POST /trpc/echo', json, '{"a":"ё"}'],
    ['a mutation without a body', 'POST /trpc/echo', json],
    ['a mutation by GET', 'GET /trpc/echo'],
    ['a query by POST', 'POST /trpc/one', json, '{}'],
    ['a mutation with broken JSON', 'POST /trpc/echo', json, '{"a"'],
    ['a mutation of another type', 'POST /trpc/echo', ['Content-Type: text/xml'], '<a/>'],
    ['a body that is too large', 'POST /trpc/echo', json, JSON.stringify('x'.repeat(3000))],
    ['a batch', 'GET /trpc/one,fails,one?batch=1'],
    ['a batch that is too large', 'GET /trpc/one,one,one,one?batch=1'],
    ['a batch as JSON lines', 'GET /trpc/one,fails?batch=1', lines],
    ['a batch of one as JSON lines', 'GET /trpc/one?batch=1', lines],
    ['JSON lines without a batch', 'GET /trpc/one', lines],
    ['mutations as JSON lines', 'POST /trpc/echo?batch=1', [...json, ...lines], '{"0":{"a":1}}'],
    ['JSON lines by the Accept header', 'GET /trpc/one?batch=1', ['Accept: application/jsonl']],
    ['a subscription in a batch', 'GET /trpc/ticks?batch=1'],
    ['no procedure', 'GET /trpc/none'],
    ['an empty path', 'GET /trpc/'],
    ['a path that is not UTF-8', 'GET /trpc/%FF'],
    ['PUT', 'PUT /trpc/one', json, '{}'],
    ['PATCH', 'PATCH /trpc/echo', json, '{}'],
    ['DELETE', 'DELETE /trpc/one'],
    ['OPTIONS', 'OPTIONS /trpc/one'],
    ['PROPFIND', 'PROPFIND /trpc/one', json, '{}'],
  ])('is answered as by the official adapter: %s', async (_what, line, headers = [], body = '') => {
    const [ours, official] = await Promise.all(
      ['ours', 'official'].map((name) => ask(name, line, headers, body)),
    );
    const comparable = (answer: Answer | undefined) => {
      const {
        'content-length': _l,
        'transfer-encoding': _t,
        date: _d,
        ...rest
      } = answer?.headers ?? {};
      return { ...answer, headers: rest };
    };
    expect(comparable(ours)).toEqual(comparable(official));
    // RFC 9112, 6.2: a sender must not send both.
    expect(Object.keys(ours?.headers ?? {})).not.toEqual(
      expect.arrayContaining(['content-length', 'transfer-encoding']),
    );
    expect(ours?.headers['transfer-encoding'] === 'chunked').toBe(
      official?.headers['transfer-encoding'] === 'chunked' && !ours?.headers['content-length'],
    );
  });

  it('by TRACE is refused like any other method without a procedure', async () => {
    const { status, headers, body } = await ask('ours', 'TRACE /trpc/one', []);
    expect(status).toBe('HTTP/1.1 405 Method Not Allowed');
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toMatchObject({ error: { data: { code: 'METHOD_NOT_SUPPORTED' } } });
  });
});

describe.each(['ours', 'official'])('a subscription (%s)', (name) => {
  it('streams each event when it happens, and ends', async () => {
    const { socket, received } = open(name);
    socket.write('GET /trpc/ticks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    await expect.poll(received).toContain('data: 1');
    await sleep(50);
    expect(received()).not.toContain('data: 2');
    releaseTicks();
    await expect.poll(received).toContain('event: return');
    socket.destroy();
    const { headers, body } = parse(received());
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'transfer-encoding': 'chunked',
    });
    expect(body).toContain('data: 2');
    expect(body).toContain('event: return');
  });

  it('aborts the call when its caller disconnects', async () => {
    const before = aborted;
    const { socket, received } = open(name);
    socket.write('GET /trpc/ticks HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(received).toContain('data: 1');
    socket.destroy();
    await expect.poll(() => aborted).toBe(before + 1);
  });
});

describe('the size of an answer', () => {
  const ask = (path: string, encoding: string) =>
    fetch(`http://127.0.0.1:${ports.get('ours')}/trpc/${path}`, {
      headers: { 'accept-encoding': encoding },
    });

  it('is a fraction for a long one, which is compressed', async () => {
    const answer = await ask('long', 'gzip, deflate, br');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(500);
    expect(await answer.json()).toEqual({ result: { data: { text: 'один '.repeat(2000) } } });
  });

  it.each([
    ['a short one', 'one', 'gzip'],
    ['a caller who takes no compression', 'long', 'identity'],
    ['a caller who refuses gzip', 'long', 'gzip;q=0, identity'],
  ])('is as it is for %s', async (_what, path, encoding) => {
    const answer = await ask(path, encoding);
    expect(answer.headers.get('content-encoding')).toBeNull();
    const text = await answer.text();
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(JSON.parse(text)).toHaveProperty('result.data.text');
  });
});
