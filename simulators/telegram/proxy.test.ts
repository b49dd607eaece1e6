import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from './index.ts';

let app: Server;
let simulator: TelegramSimulator;
let headers: Record<string, string> = {};
const endings: (() => void)[] = [];

beforeEach(async () => {
  app = createServer(async (request, response) => {
    if (request.url === '/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: one\n\n');
      response.on('close', () => endings.pop()?.());
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(201, { 'content-type': 'text/plain', ...headers });
    response.end(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
  });
  app.on('upgrade', (request, socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}x`);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Key: ${accept.digest('hex')}\r\n\r\n`,
    );
    socket.on('data', (data) => socket.write(`echo ${data}`));
    socket.on('end', () => socket.end());
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  simulator = await startTelegramSimulator({
    bots: [{ name: 'main', token: '1:a', username: 'bot' }],
  });
  simulator.setAppUrl(`http://127.0.0.1:${(app.address() as AddressInfo).port}`);
  headers = {};
});

afterEach(async () => {
  await simulator.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

it('passes requests and answers on', async () => {
  const response = await fetch(`${simulator.url}/trpc/me.get?x=1`, {
    method: 'POST',
    body: 'hello',
  });
  expect(response.status).toBe(201);
  expect(await response.text()).toBe('POST /trpc/me.get?x=1 hello');
});

it('passes event streams on as they arrive, and their end', async () => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  endings.push(resolve);
  const reader = (await fetch(`${simulator.url}/stream`)).body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toBe('data: one\n\n');
  await reader?.cancel();
  await ended;
});

it('passes WebSockets through', async () => {
  const asking = httpRequest(`${simulator.url}/hmr`, {
    headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'k' },
  });
  asking.end();
  const reply = await new Promise<string>((resolve, reject) => {
    asking.on('error', reject);
    asking.on('upgrade', (_: IncomingMessage, socket) => {
      socket.once('data', (data: Buffer) => {
        socket.destroy();
        resolve(data.toString());
      });
      socket.write('ping');
    });
  });
  expect(reply).toBe('echo ping');
});

it.each([
  ["default-src 'self'; frame-ancestors https://web.telegram.org", "frame-ancestors 'self'"],
  ["frame-ancestors https://*.telegram.org; img-src 'self'", "frame-ancestors 'self'"],
  ["frame-ancestors 'self'", "frame-ancestors 'none'"],
  ["frame-ancestors 'none'", "frame-ancestors 'none'"],
])('takes what %s says to Telegram for itself', async (policy, expected) => {
  headers = { 'content-security-policy': policy };
  const response = await fetch(simulator.url);
  expect(response.headers.get('content-security-policy')).toContain(expected);
});

it('does not frame an app that forbids it with X-Frame-Options', async () => {
  headers = { 'x-frame-options': 'SAMEORIGIN' };
  expect((await fetch(simulator.url)).headers.get('x-frame-options')).toBe('DENY');
});

it('says so while the web app is not built', async () => {
  simulator.setAppUrl('http://127.0.0.1:1');
  expect((await fetch(simulator.url)).status).toBe(502);
});
