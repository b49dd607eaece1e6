/**
 * The network between the server and its database goes silent: no connection is closed, and open ones never
 * get an answer. When it is back, so are live events and jobs, and meanwhile `/readyz` reports it.
 */
import { afterAll, expect, it, vi } from 'vitest';
import { readConfig } from '../app/config.ts';
import type { AppContext } from '../app/context.ts';
import { createContext } from '../app/createContext.ts';
import { startRoles } from '../app/roles.ts';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { openTunnel } from '../testing/databaseTunnel.ts';
import { TEST_BOT_TOKEN, testApp } from '../testing/testApp.ts';
import { report } from './scale.ts';

/** Connected directly to the database, which stays open. */
const test = testApp();
const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) {
    await close();
  }
});

const PATIENCE = { timeout: 90_000, interval: 200 };

async function ready(url: string) {
  const begun = performance.now();
  const response = await fetch(`${url}/readyz`);
  const body = (await response.json()) as Record<string, boolean>;
  return { status: response.status, body, ms: performance.now() - begun };
}

it('live events and jobs recover after a silent network, and /readyz reports it in time', {
  timeout: 240_000,
}, async () => {
  const tunnel = await openTunnel(test.databaseUrl);
  closing.push(() => tunnel.cut());
  // A process that serves nothing: it has a health port all the same.
  const app: AppContext = await createContext({
    ...readConfig({
      NODE_ENV: 'test',
      BOT_TOKEN: TEST_BOT_TOKEN,
      BOT_MODE: 'off',
      ROLES: 'worker',
      PORT: '0',
      LOG_LEVEL: 'silent',
      STORAGE_DIR: test.app.config.storage.kind === 'disk' ? test.app.config.storage.dir : '',
    }),
    databaseUrl: tunnel.url,
  });
  closing.push(() => app.close());
  const running = await startRoles(app);
  closing.push(() => running.stop());
  const url = `http://127.0.0.1:${running.port}`;
  const heard: string[] = [];
  app.notifications.subscribe('generations', { onMessage: (text) => heard.push(text) });
  expect(await ready(url)).toMatchObject({
    status: 200,
    body: { database: true, listener: true, queue: true, storage: true },
  });

  tunnel.silence();
  const { call } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  // Requests at the same moment share an answer: the one from before is not given any more.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const silent = await ready(url);
  report(`silence: /readyz answered ${silent.status} in ${silent.ms.toFixed(0)} ms`);
  expect(silent).toMatchObject({
    status: 503,
    body: { database: false, listener: false, queue: false },
  });
  expect(silent.ms).toBeLessThan(2000);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 12_000));

  tunnel.speak();
  const backAt = performance.now();
  const since = () => `${((performance.now() - backAt) / 1000).toFixed(1)} s`;
  await vi.waitFor(async () => expect((await ready(url)).status).toBe(200), PATIENCE);
  report(`silence: ready after ${since()}`);
  await vi.waitFor(() => {
    test.app.notifications.send('generations', 'a hint');
    expect(heard).toContain('a hint');
  }, PATIENCE);
  report(`silence: events after ${since()}`);
  await vi.waitFor(
    async () => expect(await call.generation.get({ id })).toMatchObject({ status: 'succeeded' }),
    PATIENCE,
  );
  report(`silence: jobs after ${since()}`);
});
