import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('the bot ends when it is told to while it starts', async () => {
  // AI Coins and the Bot API in one: the signal comes with the first request, its answer a moment later.
  const me = { id: 100_000_003, is_bot: true, first_name: 'Quiz', username: 'quiz_bot' };
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    requests += 1;
    if (requests === 1) {
      bot.kill('SIGTERM');
    }
    const result = request.url?.endsWith('/getMe') ? me : true;
    if (!request.url?.endsWith('/getUpdates')) {
      setTimeout(() => response.end(JSON.stringify({ ok: true, result })), 500);
    }
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
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = await Promise.race([
    once(bot, 'exit').then(() => true),
    new Promise((resolve) => setTimeout(resolve, 20_000, false)),
  ]);
  bot.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  expect({ ended, requests }).toEqual({ ended: true, requests: 1 });
});
