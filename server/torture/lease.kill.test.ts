/** A server killed in the middle of a generation: the generation ends within `WORKER_LEASE_S`. */
import { expect, it, vi } from 'vitest';
import { pictureOrder } from '../generation/testing/orders.ts';
import { untilEnded } from '../generation/testing/untilEnded.ts';
import { report, scaled } from './scale.ts';
import { serverProcesses } from './serverWorld.ts';

const LEASE_S = scaled(60, 18);

const { test, servers } = await serverProcesses(2, {
  WORKER_LEASE_S: String(LEASE_S),
  LOCAL_ARTIST_DELAY_MS: '5000',
});
const [server, other] = servers;

it.each([
  ['when it is started again', server],
  ['when another one works', other],
])('ends within the lease %s', { timeout: LEASE_S * 4000 }, async (name, survivor) => {
  await server?.start();
  const { call } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  const isRunning = async () =>
    expect(await call.generation.get({ id })).toMatchObject({ status: 'running' });
  await vi.waitFor(isRunning, { timeout: 10_000, interval: 20 });
  if (survivor === other) {
    await other?.start();
  }
  await isRunning();
  await server?.kill();
  const killedAt = performance.now();
  if (survivor === server) {
    await server?.start();
  }
  const ended = await untilEnded(call, id, LEASE_S * 3000);
  const seconds = (performance.now() - killedAt) / 1000;
  report(`lease.kill: ${name}: ended ${seconds.toFixed(1)} s after the kill, lease ${LEASE_S} s`);
  expect(ended).toMatchObject({ status: 'succeeded', failure: null });
  expect(seconds).toBeLessThan(LEASE_S);
  await survivor?.kill();
});
