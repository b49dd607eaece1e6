import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { newTally, reportFindings, runFuzz } from './fuzz.ts';
import { planRequests } from './requests.ts';
import { addWebinars, startWorld } from './world.ts';

/** A new one with every run; a failure prints it. */
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

const world = await startWorld();
const test = testApp({ env: world.env, worker: true });
let server: Awaited<ReturnType<typeof serveHttp>>;

beforeAll(async () => {
  server = await serveHttp(test.app);
  world.setServer(server.url);
  await addWebinars(test.app.db);
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

it('plans the same requests from the same seed', () => {
  expect(JSON.stringify(planRequests(7, 50))).toBe(JSON.stringify(planRequests(7, 50)));
  expect(JSON.stringify(planRequests(7, 50))).not.toBe(JSON.stringify(planRequests(8, 50)));
});

it(`answers 1 000 valid and hostile requests without an internal error (FUZZ_SEED=${SEED})`, async () => {
  const tally = newTally();
  await runFuzz({
    world,
    url: server.url,
    seed: SEED,
    firstSession: 0,
    sessions: 20,
    requestsPerSession: 50,
    atOnce: 4,
    tally,
  });
  expect(reportFindings(tally, SEED)).toBe('');
  expect(tally.requests).toBe(1000);
  // Enough of the valid ones succeed to show that they are valid.
  expect(tally.succeeded.size).toBeGreaterThan(10);
}, 240_000);
