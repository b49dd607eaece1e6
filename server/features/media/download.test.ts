import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DownloadError, download, isPublicAddress } from './download.ts';

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    if (req.url === '/to-file') {
      res.writeHead(302, { location: '/file' }).end();
    } else if (req.url === '/to-metadata') {
      res.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    } else if (req.url === '/to-localhost') {
      res.writeHead(302, { location: `https://localhost:${port()}/file` }).end();
    } else if (req.url === '/to-nonsense') {
      res.writeHead(302, { location: 'https://:not an address' }).end();
    } else if (req.url === '/round') {
      res.writeHead(302, { location: '/round' }).end();
    } else if (req.url === '/busy') {
      res.writeHead(503).end();
    } else if (req.url === '/gone') {
      res.writeHead(404).end();
    } else {
      res.end('x'.repeat(1000));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${port()}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const port = () => (server.address() as AddressInfo).port;

function get(address: string, options: { maxBytes?: number; trusted?: boolean } = {}) {
  return download(address, {
    maxBytes: options.maxBytes ?? 10_000,
    trustedOrigins: options.trusted === false ? [] : [origin],
    signal: new AbortController().signal,
  });
}

async function refusal(work: Promise<Buffer>): Promise<DownloadError> {
  const outcome = await work.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(DownloadError);
  return outcome as DownloadError;
}

describe('a download', () => {
  it('is allowed from a configured internal origin, along its redirects', async () => {
    expect(await get(`${origin}/file`)).toHaveLength(1000);
    expect(await get(`${origin}/to-file`)).toHaveLength(1000);
  });

  it.each([
    ['an address inside', () => get(`https://127.0.0.1:${port()}/file`, { trusted: false })],
    ['a name that leads inside', () => get(`https://localhost:${port()}/file`)],
    ['IPv6 inside', () => get('https://[::1]/file')],
    ['IPv4 dressed as IPv6', () => get('https://[::ffff:127.0.0.1]/file')],
    ['a redirect inside', () => get(`${origin}/to-metadata`)],
    ['a redirect to a name that leads inside', () => get(`${origin}/to-localhost`)],
    ['another port of a configured host', () => get(`http://127.0.0.1:1/file`)],
    ['a file', () => get('file:///etc/passwd')],
    ['nonsense', () => get('not an address')],
    ['a circle', () => get(`${origin}/round`)],
    ['too much', () => get(`${origin}/file`, { maxBytes: 999 })],
    ['a redirect to nonsense', () => get(`${origin}/to-nonsense`)],
    ['a scheme that is not fetched', () => get('ftp://files.example/a.png')],
    ['an empty address', () => get('')],
  ])('never follows %s, now or later', async (_name, attempt) => {
    expect(await refusal(attempt())).toMatchObject({ retryable: false });
  });

  it('tells which failures are worth another try', async () => {
    expect((await refusal(get(`${origin}/busy`))).retryable).toBe(true);
    expect((await refusal(get(`${origin}/gone`))).retryable).toBe(false);
    expect((await refusal(get(`${origin}/to-metadata`))).retryable).toBe(false);
  });
});

describe('the public internet', () => {
  it.each(['8.8.8.8', '2606:4700::1111'])('has %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fc00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'localhost',
  ])('does not have %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
