import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it, vi } from 'vitest';
import { startRoles } from '../../../app/roles.ts';
import { sql } from '../../../db/statement.ts';
import { testApp } from '../../../testing/testApp.ts';
import { createFakeProvider, samplePicture } from '../testing/fakeProvider.ts';
import { pictureOrder } from '../testing/orders.ts';
import { untilEnded } from '../testing/untilEnded.ts';

const provider = createFakeProvider({ name: 'google' });
const test = testApp({
  overrides: { providers: { google: provider } },
  // No result of this test may be explained by an expired lease.
  env: { ROLES: 'worker', PORT: '0', WORKER_LEASE_S: '600' },
});
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) {
    await close();
  }
});

const readRow = sql<{ status: string; attempts: number; held: boolean }>(
  `select status, attempts, lease_token is not null as held from generations where id = $1`,
);

it('releases its work to another process within seconds of being told to stop, and calls nothing more', async () => {
  provider.state = { state: 'running', progress: 0.5 };
  const stopping = await startRoles(test.app);
  const { call } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  await vi.waitFor(() => expect(provider.polls.length).toBeGreaterThan(0), { timeout: 20_000 });

  await stopping.stop();
  await vi.waitFor(async () => {
    expect(await test.app.db.query(readRow, [id])).toEqual([
      // A release does not count as an attempt.
      { status: 'running', attempts: 0, held: false },
    ]);
  });
  const polls = provider.polls.length;
  // Long enough for a queue that still fetches to claim it again.
  await sleep(2500);
  expect(provider.polls.length).toBe(polls);
  expect(await test.app.db.query(readRow, [id])).toMatchObject([{ attempts: 0, held: false }]);

  provider.state = async () => ({
    state: 'succeeded',
    files: [{ bytes: await samplePicture(), mime: 'image/png' }],
  });
  const other = await test.openAnother();
  closing.push(() => other.close());
  const startedAt = performance.now();
  const next = await startRoles(other);
  closing.push(() => next.stop());
  const ended = await untilEnded(call, id);
  expect(ended).toMatchObject({ status: 'succeeded', failure: null });
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(provider.submits).toEqual([id]);
  expect(await test.app.db.query(readRow, [id])).toMatchObject([{ attempts: 1 }]);
});
