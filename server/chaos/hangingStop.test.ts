/** A process that is told to stop, and a part of it that never stops. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { MAX_STOP_MS } from '../core/stopInTime.ts';
import { runServer } from '../testing/serverOutput.ts';
import { copyTemplate } from '../testing/templateDatabase.ts';
import { TEST_BOT_TOKEN } from '../testing/testApp.ts';

/** Run before the server: its HTTP server's close never completes. */
const NEVER_CLOSES = `data:text/javascript,${encodeURIComponent(
  "import http from 'node:http'; http.Server.prototype.close = function () { return this; };",
)}`;

it('ends by itself and says why, before the host kills it', { timeout: 150_000 }, async () => {
  const database = await copyTemplate(inject('adminUrl'));
  const server = runServer({
    NODE_OPTIONS: `--import=${NEVER_CLOSES}`,
    NODE_ENV: 'test',
    BOT_TOKEN: TEST_BOT_TOKEN,
    BOT_MODE: 'off',
    DATABASE_URL: database.url,
    STORAGE_DIR: join(tmpdir(), 'ai-coins-test-media', crypto.randomUUID()),
    PORT: '0',
    LOG_LEVEL: 'info',
  });
  onTestFinished(async () => {
    await server.stop();
    await database.drop();
  });
  await vi.waitFor(() => expect(server.output).toContain('"started"'), { timeout: 60_000 });
  server.terminate();
  const toldAt = performance.now();
  expect(await server.ended()).toBe(1);
  expect(performance.now() - toldAt).toBeGreaterThanOrEqual(MAX_STOP_MS);
  expect(server.output).toContain('the stop took too long');
});
