/** A server killed in the middle of a generation and started again: it ends within `WORKER_LEASE_S`. */
import { expect, it, vi } from 'vitest';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { untilEnded } from '../features/generation/testing/untilEnded.ts';
import { report, scaled } from './scale.ts';
import { serverProcesses } from './serverWorld.ts';

const LEASE_S = scaled(60, 24);

const { test, servers } = await serverProcesses(1, {
  WORKER_LEASE_S: String(LEASE_S),
  LOCAL_ARTIST_DELAY_MS: '3000',
});

it('ends the generation within the lease', { timeout: LEASE_S * 4000 }, async () => {
  const [server] = servers;
  await server?.start();
  const { call } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  await vi.waitFor(
    async () => expect(await call.generation.get({ id })).toMatchObject({ status: 'running' }),
    { timeout: 10_000, interval: 20 },
  );
  await server?.kill();
  const killedAt = performance.now();
  await server?.start();
  const ended = await untilEnded(call, id, LEASE_S * 3000);
  const seconds = (performance.now() - killedAt) / 1000;
  report(`lease.kill: ended ${seconds.toFixed(1)} s after the kill, lease ${LEASE_S} s`);
  expect(ended).toMatchObject({ status: 'succeeded', failure: null });
  expect(seconds).toBeLessThan(LEASE_S);
});
