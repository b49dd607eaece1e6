import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';

type Respond = (nth: number, path: string, bot: ChildProcess, server: Server) => void;

/**
 * Runs the bot against AI Coins and the Bot API in one, which answers everything but getUpdates a moment later.
 * @returns its exit code, or the signal that ended it; null when it does not end.
 */
async function runBot(onRequest: Respond) {
  const me = { id: 100_000_003, is_bot: true, first_name: 'Quiz', username: 'quiz_bot' };
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    requests += 1;
    const path = request.url ?? '';
    if (!path.endsWith('/getUpdates')) {
      const result = path.endsWith('/getMe') ? me : true;
      setTimeout(() => response.end(JSON.stringify({ ok: true, result })), 500);
    }
    onRequest(requests, path, bot, server);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bot = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env.PATH,
      BOT_TOKEN: '100000003:quiz',
      TELEGRAM_API_ROOT: url,
      AICOINS_URL: url,
      AICOINS_KEY: 'key',
      AICOINS_APP: 'https://t.me/quiz?startapp',
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let complaint = '';
  bot.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = await Promise.race([
    once(bot, 'close').then(([code, signal]) => code ?? signal),
    new Promise((resolve) => setTimeout(resolve, 20_000, null)),
  ]);
  bot.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  return { ended, requests, complaint };
}

it('the bot ends when it is told to while it starts', async () => {
  const run = await runBot((nth, _path, bot) => {
    if (nth === 1) {
      bot.kill('SIGTERM');
    }
  });
  expect(run).toEqual({ ended: 'SIGTERM', requests: 1, complaint: '' });
});

it('the bot ends without an error when the Bot API is gone before it', async () => {
  const { ended, complaint } = await runBot((_nth, path, bot, server) => {
    if (path.endsWith('/getUpdates')) {
      server.close();
      server.closeAllConnections();
      bot.kill('SIGTERM');
    }
  });
  expect({ ended, complaint }).toEqual({ ended: 0, complaint: '' });
});
