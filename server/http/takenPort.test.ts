/** A start on a port that another process serves. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { runServer } from '../testing/serverOutput.ts';
import { copyTemplate } from '../testing/templateDatabase.ts';
import { TEST_BOT_TOKEN } from '../testing/testApp.ts';

it.each(['web,worker', 'worker'])(
  'ends with a sentence (%s)',
  { timeout: 90_000 },
  async (ROLES) => {
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const database = await copyTemplate(inject('adminUrl'));
    const server = runServer({
      NODE_ENV: 'test',
      BOT_TOKEN: TEST_BOT_TOKEN,
      BOT_MODE: 'off',
      DATABASE_URL: database.url,
      STORAGE_DIR: join(tmpdir(), 'ai-coins-test-media', crypto.randomUUID()),
      PORT: port,
      ROLES,
    });
    onTestFinished(async () => {
      await server.stop();
      await database.drop();
      taken.close();
    });
    expect(await server.ended()).toBe(1);
    expect(server.output).toContain(
      `PORT=${port} can't be served: another process serves it. Stop that one, or set another PORT.`,
    );
    expect(server.output).not.toContain('    at ');
  },
);
