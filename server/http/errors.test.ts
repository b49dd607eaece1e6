import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { expect, it } from 'vitest';
import type { AppContext } from '../app/context.ts';
import { answerErrors } from './errors.ts';

it('an answer that fails after its headers were sent is cut, and reported in the log alone', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const app = express();
  app.set('env', 'production');
  app.get('/half', (_req, res, next) => {
    res.writeHead(200, { 'content-length': '100' });
    res.write('half');
    next(new Error('the other half is gone'));
  });
  app.use(answerErrors({ log } as AppContext));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const answer = fetch(`http://127.0.0.1:${port}/half`).then((response) => response.text());
  await expect(answer).rejects.toThrow();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { path: '/half', msg: 'an answer was interrupted', err: { message: 'the other half is gone' } },
  ]);
  server.close();
});
