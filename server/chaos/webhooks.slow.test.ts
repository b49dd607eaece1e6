/** Webhooks are answered at once, however slow the provider is that they are about. */

import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { beforeAll, expect, it } from 'vitest';
import { commonFaults } from '../../simulators/simulatorServer.ts';
import { report, scaled } from './scale.ts';
import { paymentServer } from './serverWorld.ts';

const POSTS = scaled(200, 200);
const AT_ONCE = 10;
const HANG_MS = 30_000;
/** The time limit of one webhook. */
const LIMIT_MS = 300;
/** Webhooks write to the database, `/healthz` only answers: the allowed difference on a busy machine. */
const TIMES_HEALTHZ = 6;

const world = await paymentServer();
const { server, yookassa, sendNotification } = world;

beforeAll(() => server.start(), 120_000);

const health = () => fetch(`${server.url}/healthz`).then((response) => response.arrayBuffer());

function notification() {
  const id = randomUUID();
  const amount = { value: '149.00', currency: 'RUB' };
  const object = { id, status: 'succeeded', paid: true, amount, metadata: {} };
  return JSON.stringify({ type: 'notification', event: 'payment.succeeded', object });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const describeTimes = (times: readonly number[]) =>
  [0.5, 0.9, 0.99]
    .map((share) => `p${share * 100} ${percentile(times, share).toFixed(0)} ms`)
    .join(', ');

it(`answers ${POSTS} notifications in time while YooKassa hangs`, {
  timeout: 180_000,
}, async () => {
  setMaxListeners(0);
  yookassa.faults.add('payments.get', commonFaults.hang(HANG_MS), 5000);
  const taken: number[] = [];
  const baseline: number[] = [];
  let left = POSTS;
  const senders = Array.from({ length: AT_ONCE }, async () => {
    for (; left > 0; ) {
      left -= 1;
      // In turns, so that both are measured on an equally busy machine.
      baseline.push(await timed(health));
      taken.push(await timed(async () => expect(await sendNotification(notification())).toBe(200)));
    }
  });
  await Promise.all(senders);
  const asked = yookassa.requests.filter(({ operation }) => operation === 'payments.get').length;
  report(
    `webhooks.slow: ${taken.length} notifications: ${describeTimes(taken)}; ` +
      `/healthz by turns: ${describeTimes(baseline)}; YooKassa was being asked ${asked} times`,
  );
  // Somebody was hanging all the while, or nothing was proven.
  expect(asked).toBeGreaterThan(0);
  const limit = Math.max(LIMIT_MS, percentile(baseline, 0.99) * TIMES_HEALTHZ);
  expect(percentile(taken, 0.99)).toBeLessThan(limit);
});
