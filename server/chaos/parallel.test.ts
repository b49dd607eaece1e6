/**
 * One person calls one procedure forty times at once, for every procedure that the router has. There is no
 * deadlock and no internal error, and parallel calls cost about as much as sequential ones.
 */
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sql } from '../db/statement.ts';
import { starWorld } from '../features/payments/providers/stars/testing/starWorld.ts';
import { toDomainError } from '../trpc/errors.ts';
import { inputsOf } from './fuzz/arbitraries.ts';
import { KnownValues } from './fuzz/known.ts';
import { listProcedures, type ProcedureInfo } from './fuzz/procedures.ts';
import { usualInputs } from './fuzz/usualInputs.ts';

const AT_ONCE = 40;
const IN_TURN = 10;
/** How much longer than in turn it may take at once, all procedures together. */
const MAX_RATIO = 2;
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

const world = await starWorld();
const callable = listProcedures().filter(
  ({ type, input }) => type !== 'subscription' && input !== 'body',
);
type Call = (input: unknown) => Promise<unknown>;
type Caller = Awaited<ReturnType<typeof world.payer>>['call'];

function callOf(caller: Caller, path: string): Call {
  const [router = '', name = ''] = path.split('.');
  return (caller as unknown as Record<string, Record<string, Call>>)[router]?.[name] as Call;
}

/** Different valid inputs about the person's own rows. */
function inputsFor({ path, input }: ProcedureInfo, known: KnownValues, count: number): unknown[] {
  if (input === null || input === 'body') {
    return Array.from({ length: count }, () => undefined);
  }
  const usual = usualInputs[path] ?? inputsOf(input);
  return fc.sample(usual, { numRuns: count, seed: SEED }).map((value) => known.fill(path, value));
}

/** The statuses with which these calls were answered; 200 for success. */
async function statusesOf(calls: readonly Promise<unknown>[]): Promise<number[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((result) =>
    result.status === 'fulfilled' ? 200 : toDomainError(result.reason).httpStatus,
  );
}

/** A person with works, orders and a place at a webinar, and their ids. */
async function somebody(caller: Caller): Promise<KnownValues> {
  const known = new KnownValues();
  const prepare = ['generation.create', 'payments.create', 'webinars.list', 'generation.catalog'];
  const queries = callable.filter(({ type, path }) => type === 'query' || prepare.includes(path));
  for (const procedure of [...queries, ...queries]) {
    for (const input of inputsFor(procedure, known, 3)) {
      await callOf(
        caller,
        procedure.path,
      )(input).then(
        (answer) => known.learn(procedure.path, answer),
        () => undefined,
      );
    }
  }
  return known;
}

const addWebinar = sql(`
  insert into webinars (id, title, description, starts_at, duration_minutes, link, capacity)
  values (gen_random_uuid(), 'Prompts', '', now() + interval '2 days', 60, 'https://example.org', 5)
`);
const spent = { atOnce: 0, inTurn: 0 };
let person: { call: Caller; known: KnownValues };
let admin: { call: Caller; known: KnownValues };
let bystander: Caller;

beforeAll(async () => {
  await world.app.db.transaction((tx) => tx.query(addWebinar));
  const [{ call }, { call: adminCall }, other] = [
    await world.payer(),
    await world.test.admin(),
    await world.payer(),
  ];
  person = { call, known: await somebody(call) };
  admin = { call: adminCall, known: await somebody(adminCall) };
  bystander = other.call;
  await vi.waitFor(async () => expect(await call.generation.active()).toEqual({ items: [] }), {
    timeout: 30_000,
  });
  person.known.learn('gallery.list', await call.gallery.list({}));
}, 120_000);

/** PostgreSQL counts for a connection when it ends. */
async function countDeadlocks(): Promise<number> {
  const client = new pg.Client({ connectionString: world.test.databaseUrl });
  await client.connect();
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
  await vi.waitFor(async () => {
    const { rows } = await client.query(`select count(*)::int as others from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`);
    expect(rows[0].others).toBe(0);
  });
  const { rows } = await client.query(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  );
  await client.end();
  return rows[0].deadlocks;
}

describe(`forty calls at once (FUZZ_SEED=${SEED})`, () => {
  it.each(callable.map((procedure) => [procedure.path, procedure] as const))(
    '%s answers all of them, and others at the same time',
    async (path, procedure) => {
      const { call, known } = procedure.router === 'admin' ? admin : person;
      const inputs = inputsFor(procedure, known, AT_ONCE + IN_TURN);
      const one = callOf(call, path);
      const startedInTurn = performance.now();
      const inTurn: number[] = [];
      for (const input of inputs.slice(AT_ONCE)) {
        inTurn.push(...(await statusesOf([one(input)])));
      }
      const startedAtOnce = performance.now();
      const atOnce = statusesOf(inputs.slice(0, AT_ONCE).map((input) => one(input)));
      const others = await statusesOf([bystander.me.get()]);
      const statuses = await atOnce;
      spent.inTurn += ((startedAtOnce - startedInTurn) * AT_ONCE) / IN_TURN;
      spent.atOnce += performance.now() - startedAtOnce;
      expect(others).toEqual([200]);
      expect([...inTurn, ...statuses].filter((status) => status >= 500)).toEqual([]);
    },
    120_000,
  );

  it('do not deadlock, and take no longer than a multiple of their time in sequence', async () => {
    expect(spent.atOnce / spent.inTurn).toBeLessThan(MAX_RATIO);
    expect(await countDeadlocks()).toBe(0);
  });
});
