/**
 * Whatever people, admins and providers do, in any order, at the same moment, on two processes, reported
 * twice or late or never, and with processes and connections crashing in between: the ledger's invariants
 * hold, and everybody's balances equal those computed from the outside world's events.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DomainError } from '../core/errors.ts';
import { sql } from '../db/statement.ts';
import { listViolations } from '../features/audit/violations.ts';
import { sweep } from '../features/generation/worker/sweeper.ts';
import { reconcile } from '../features/payments/reconcile.ts';
import { retryUpdates } from '../telegram/retryUpdates.ts';
import { toDomainError } from '../trpc/errors.ts';
import { CrashError, type CrashPlan, crashing } from './crash.ts';
import { expectAllBalances } from './expectedBalances.ts';
import { type Act, actOf, anyOrder, anyStep, type Step } from './moneySteps.ts';
import { calls, type History, moneyWorld, submits } from './moneyWorld.ts';
import { report, SEED, scaled } from './scale.ts';

const RUNS = scaled(200, 12);
const MAX_ROUNDS = 20;
const MAX_TRIES = 8;

const world = await moneyWorld();
let killer: pg.Client;
beforeAll(async () => {
  killer = new pg.Client({ connectionString: world.test.databaseUrl });
  await killer.connect();
});
afterAll(() => killer.end());

/** Steps at the same moment, and how what works on them dies. */
interface Round {
  steps: Step[];
  on: number;
  crash: null | CrashPlan | { killConnectionsAfterMs: number };
}

const crash = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  {
    weight: 4,
    arbitrary: fc.record({
      atStatement: fc.integer({ min: 1, max: 25 }),
      afterCommit: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ killConnectionsAfterMs: fc.integer({ min: 0, max: 25 }) }) },
);
const round: fc.Arbitrary<Round> = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
  on: fc.nat(1),
  crash,
});

/** The errors that people may get; anything else is a fault of ours. */
const refusals = new Set([
  'INSUFFICIENT_FUNDS',
  'PAYMENT_CLOSED',
  'PAYMENT_NOT_REFUNDABLE',
  'PLAN_ALREADY_ACTIVE',
  'PLAN_NOT_ACTIVE',
  'PROMO_ALREADY_USED',
  'PROMO_EXHAUSTED',
  'PROMO_FIRST_TOPUP_ONLY',
  'PROMO_NEEDS_TOPUP',
  'TOO_MANY_RUNNING',
  'RATE_LIMITED',
  'GENERATION_NOT_CANCELLABLE',
]);

const killConnections = `
  select pg_terminate_backend(pid) as killed from pg_stat_activity
  where datname = current_database() and application_name = 'ai-coins'
`;
const expireLeases = sql(`
  update generations set lease_until = now() where status = 'running' and user_id = any($1::bigint[])
`);
const advanceTime = sql(`
  with paid as (update payments set checked_at = null where checked_at < 'infinity')
  update inbox_events set received_at = now() - interval '1 minute' where processed_at is null
`);
const listOpen = sql<{ id: string }>(`
  select id from generations where status in ('queued', 'running') and user_id = any($1::bigint[])
`);

/** Connections that were killed may turn out to be dead later, too. */
let hasKilledConnections = false;

/** Whether the executor of a step has crashed, as planned and no other way. */
function hasDied(error: unknown, planned: Round['crash']): boolean {
  if (error instanceof CrashError) {
    return planned !== null && 'atStatement' in planned;
  }
  // Errors that tell a person to try again, and that are not their fault.
  return hasKilledConnections && toDomainError(error).code === 'OVERLOADED';
}

/** Does something, and again as long as it crashes. `nth` counts from 1. */
async function insist<Result>(
  act: (nth: number) => Promise<Result>,
  planned: Round['crash'],
): Promise<Result> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await act(nth);
    } catch (error) {
      if (!hasDied(error, planned) || nth === MAX_TRIES) {
        throw error;
      }
      // As at a person's second try: the pool notices its dead connections in between.
      await sleep(10 * nth);
    }
  }
}

const withoutPlannedCrash = <Result>(act: () => Promise<Result>) => insist(act, null);

/** Takes a step: first in the process that crashes as planned, then in the others. */
async function take(act: Act, { on, crash: planned }: Round): Promise<void> {
  const first = world.process(on);
  const dying = planned && 'atStatement' in planned ? crashing(first, planned) : first;
  try {
    await insist((nth) => act(nth === 1 ? dying : world.process(on + nth)), planned);
  } catch (error) {
    if (!(error instanceof DomainError && refusals.has(error.code))) {
      throw error;
    }
  }
}

async function play(history: History, current: Round): Promise<void> {
  const acts = current.steps
    .map((each) => actOf(world, history, each))
    .filter((act) => act !== null);
  const kill = async () => {
    if (current.crash && 'killConnectionsAfterMs' in current.crash) {
      const { killConnectionsAfterMs: ms } = current.crash;
      await sleep(ms);
      hasKilledConnections = true;
      await killer.query(killConnections);
    }
  };
  await Promise.all([...acts.map((act) => take(act, current)), kill()]);
  world.listen(history);
}

/** Nothing crashes any more, and everybody goes on until nothing is left to do. */
async function finishEverything(history: History): Promise<void> {
  const { app } = world.test;
  const people = history.people.map(({ actor }) => actor.userId);
  for (let again = true; again; ) {
    await app.db.query(advanceTime);
    await retryUpdates(app);
    await reconcile(app, { whole: true });
    world.listen(history);
    const unprocessed = history.events.filter(
      ({ isTaken, isProcessed }) => !isTaken || !isProcessed,
    );
    for (const event of unprocessed) {
      await world.deliverEvent(app, event);
    }
    await app.db.query(expireLeases, [people]);
    await sweep(app);
    for (const { id } of await app.db.query(listOpen, [people])) {
      const made = history.made.find((each) => each.id === id);
      if (!made) {
        throw new Error('something is being made that nobody was told of');
      }
      await app.db.query(expireLeases, [people]);
      await calls.work(app, made);
    }
    const open = await app.db.query(listOpen, [people]);
    again = unprocessed.length > 0 || open.length > 0;
  }
}

it(`keeps everybody’s balances correct, over ${RUNS} runs (seed ${SEED})`, {
  timeout: 1_500_000,
}, async () => {
  const begun = performance.now();
  const sum = { rounds: 0, charges: 0, returned: 0, generations: 0, codes: 0, crashes: 0 };
  const property = fc.asyncProperty(
    fc.array(anyOrder, { minLength: 2, maxLength: 5 }),
    fc.array(round, { minLength: 4, maxLength: MAX_ROUNDS, size: 'max' }),
    async (orders, rounds) => {
      const history = await withoutPlannedCrash(() => world.begin());
      await play(history, { steps: orders, on: 0, crash: null });
      for (const current of rounds) {
        await play(history, current);
      }
      await withoutPlannedCrash(() => finishEverything(history));
      expect(await listViolations(world.test.app.db)).toEqual([]);
      await expectAllBalances(world.test.app, history);
      for (const { id } of history.made) {
        expect(submits.get(id) ?? 0).toBeLessThanOrEqual(1);
      }
      sum.rounds += rounds.length;
      sum.charges += history.charges.length;
      sum.returned += history.charges.filter(({ isRefunded }) => isRefunded).length;
      sum.generations += history.made.length;
      sum.codes += history.redeemed.length;
      sum.crashes += rounds.filter(({ crash: planned }) => planned !== null).length;
    },
  );
  // Repeating is cheap, and shrinking is not: steps of one moment run in any order.
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  report(
    `money.property: seed ${SEED}: ${RUNS} runs, ${sum.rounds} rounds, ${sum.crashes} crashes, ` +
      `${sum.charges} charges, ${sum.returned} given back, ${sum.generations} generations, ${sum.codes} codes; ` +
      `${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
});
