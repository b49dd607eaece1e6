/**
 * Generations on two worker processes that are killed and started again at any moment: each ends once,
 * with its media or with its refund, and nobody is paid twice for one of them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { startFalSimulator } from '../../simulators/fal/index.ts';
import { sql } from '../db/statement.ts';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { chanceOf, report, SEED, scaled } from './scale.ts';
import { type KillableServer, serverProcesses } from './serverWorld.ts';

const GENERATIONS = scaled(200, 30);
const GENERATIONS_OF_ONE = 3;
const KILLS = scaled(24, 5);
const LEASE_S = 3;
/** How long the longest picture takes to generate. */
const MAX_RUN_MS = 1500;
/** The machine may be arbitrarily busy; only hanging for ever is a failure. */
const MAX_END_MS = 300_000;

const chance = chanceOf(SEED);
const fal = await startFalSimulator({ key: 'fal-key', queueMs: 100 });
const { test, servers } = await serverProcesses(2, {
  FAL_KEY: 'fal-key',
  FAL_API_ROOT: fal.url,
  WORKER_LEASE_S: String(LEASE_S),
  // Far longer than anything here takes, so that no deadline hides the effects of the kills.
  GENERATION_DEADLINE_S: '3600',
});
afterAll(() => fal.close());

// One in eight fails in each of three ways.
const prompts = [
  'a lighthouse sim:failed',
  'a lighthouse sim:refused',
  'a lighthouse sim:no_files',
  ...Array.from({ length: 5 }, () => 'a lighthouse at dusk'),
];

interface Row {
  id: string;
  status: string;
  failure: string | null;
  attempts: number;
  refunds: number;
  media: number;
}
const readAll = sql<Row>(`
  select g.id, g.status, g.failure, g.attempts,
    (select count(*) from ledger_entries e
      where e.kind = 'generation_refund' and e.reference = g.id::text) as refunds,
    (select count(*) from media m where m.generation_id = g.id) as media
  from generations g
`);
const countOpen = sql<{ open: number; submitted: number }>(`
  select count(*) filter (where status in ('queued', 'running')) as open,
    count(*) filter (where submit_started_at is not null) as submitted
  from generations
`);
/** Work whose worker has been dead for longer than the detection takes. */
const findLost = sql<{ id: string }>(`
  select id from generations
  where status = 'running' and lease_until < now() - make_interval(secs => $1)
`);

async function openCount(): Promise<number> {
  const [row] = await test.app.db.query(countOpen);
  return row?.open ?? 0;
}

async function expectNothingLost(): Promise<void> {
  expect(await test.app.db.query(findLost, [2 * LEASE_S])).toEqual([]);
}

async function order(): Promise<void> {
  let person = await test.person();
  for (let nth = 0; nth < GENERATIONS; nth += 1) {
    if (nth % GENERATIONS_OF_ONE === 0) {
      person = await test.person();
    }
    await person.call.generation.create(pictureOrder({ prompt: chance.pick(prompts) }));
  }
}

/**
 * One of the two always runs, so that work always continues.
 * @returns the number of kills.
 */
async function killWorkersInTurn(): Promise<number> {
  let kills = 0;
  while (kills < KILLS && (await openCount()) > 0) {
    fal.jobs.timings.runMs = chance.whole(50, MAX_RUN_MS);
    await sleep(chance.whole(0, 1500));
    const victim: KillableServer = chance.pick(servers);
    await victim.kill();
    kills += 1;
    await expectNothingLost();
    await victim.start();
    await expectNothingLost();
  }
  return kills;
}

async function untilAllEnded(): Promise<void> {
  const deadline = performance.now() + MAX_END_MS;
  while ((await openCount()) > 0) {
    expect(performance.now()).toBeLessThan(deadline);
    await expectNothingLost();
    await sleep(250);
  }
}

it(`ends ${GENERATIONS} generations once each, with ${KILLS} kills (seed ${SEED})`, {
  timeout: 1_500_000,
}, async () => {
  await Promise.all(servers.map((server) => server.start()));
  const begun = performance.now();
  // Ordered while the first are in work, and their workers killed.
  const ordering = order();
  await Promise.race([ordering, sleep(500)]);
  const [kills] = await Promise.all([killWorkersInTurn(), ordering]);
  await untilAllEnded();
  const rows = await test.app.db.query(readAll);
  const submits = rows.map(({ id }) => fal.jobs.submitsOf(id));
  const count = (isCounted: (row: Row) => boolean) => rows.filter(isCounted).length;
  report(
    `generations.kill: seed ${SEED}: ${rows.length} generations, ${kills} kills, ` +
      `${count(({ status }) => status === 'succeeded')} succeeded, ` +
      `${count(({ failure }) => failure === 'outcome_unknown')} of ` +
      `${count(({ status }) => status === 'failed')} failed because nobody could know, ` +
      `${count(({ attempts }) => attempts > 1)} passed to another worker; ` +
      `${submits.reduce((sum, each) => sum + each, 0)} submits; ` +
      `${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  expect(rows).toHaveLength(GENERATIONS);
  expect(Math.max(...submits)).toBeLessThanOrEqual(1);
  for (const [nth, { status, refunds, media }] of rows.entries()) {
    const isMade = status === 'succeeded';
    expect({ status, refunds, media }).toEqual(
      isMade
        ? { status: 'succeeded', refunds: 0, media: 1 }
        : { status: 'failed', refunds: 1, media: 0 },
    );
    // Without a submit nothing can have been made.
    expect(submits[nth] === 0 && isMade).toBe(false);
  }
});
