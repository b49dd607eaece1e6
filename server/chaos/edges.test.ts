/**
 * Boundary values of every date, time zone, cursor, number and text of every input, through the real
 * database. Each is either refused or stored: nothing is answered with an internal error, then or when the
 * stored value is read.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { starWorld } from '../features/payments/providers/stars/testing/starWorld.ts';
import { toDomainError } from '../trpc/errors.ts';
import { inputsOf } from './fuzz/arbitraries.ts';
import { edgesOf, leavesOf, replaceAt } from './fuzz/edges.ts';
import { KnownValues } from './fuzz/known.ts';
import { listProcedures, type ProcedureInfo } from './fuzz/procedures.ts';
import { usualInputs } from './fuzz/usualInputs.ts';

const world = await starWorld();
const withInput = listProcedures().flatMap((procedure) =>
  procedure.input === null || procedure.input === 'body' || procedure.type === 'subscription'
    ? []
    : [{ ...procedure, input: procedure.input }],
);
type Call = (input: unknown) => Promise<unknown>;
let admin: Awaited<ReturnType<typeof world.test.admin>>;
let alice: Awaited<ReturnType<typeof world.payer>>;
const known = new KnownValues();

beforeAll(async () => {
  admin = await world.test.admin();
  alice = await world.payer();
  known.learn('me.get', { userId: alice.userId });
  known.learn('payments.create', await world.order(alice));
});

const callOf = (path: string): Call => {
  const [router = '', name = ''] = path.split('.');
  const caller = admin.call as unknown as Record<string, Record<string, Call>>;
  return caller[router]?.[name] as Call;
};

async function statusOf(call: Promise<unknown>): Promise<number> {
  return call.then(
    () => 200,
    (error: unknown) => toDomainError(error).httpStatus,
  );
}

/** Reads Alice's data, as herself and as an admin. */
async function readAll(): Promise<number[]> {
  await admin.call.admin.setBlocked({
    requestId: crypto.randomUUID(),
    userId: alice.userId,
    blocked: false,
    reason: 'go on',
  });
  return Promise.all([
    statusOf(alice.call.me.get()),
    statusOf(alice.call.wallet.get()),
    statusOf(admin.call.admin.user({ userId: alice.userId })),
  ]);
}

/** An input that the procedure accepts. */
function ordinary({ path, input }: ProcedureInfo, seed: number): unknown {
  const usual = usualInputs[path] ?? inputsOf(input as object);
  const [value] = fc.sample(usual, { numRuns: 1, seed });
  return known.fill(path, value);
}

describe('a boundary value in an input', () => {
  it.each(withInput.map((procedure) => [procedure.path, procedure] as const))(
    '%s never fails for it, nor does reading what it has left',
    async (path, procedure) => {
      const failed: string[] = [];
      for (const leaf of leavesOf(procedure.input)) {
        for (const [n, edge] of edgesOf(leaf).entries()) {
          const input = replaceAt(ordinary(procedure, n), leaf.path, edge);
          const status = await statusOf(callOf(path)(input));
          const changed = procedure.type === 'mutation' && status === 200;
          const readAgain = changed ? await readAll() : [];
          if ([status, ...readAgain].some((one) => one >= 500)) {
            failed.push(`${status} ${readAgain}: ${JSON.stringify(input)}`);
          }
        }
      }
      expect(failed).toEqual([]);
    },
    60_000,
  );
});

describe('free access until a time', () => {
  const give = (until: string) =>
    admin.call.admin.setFreeAccess({
      requestId: crypto.randomUUID(),
      userId: alice.userId,
      freeAccess: { until },
      reason: 'until then',
    });

  it.each([
    ['2030-05-05T12:00:00+03:00', '2030-05-05T09:00:00.000Z'],
    ['2030-05-05T23:59:59-23:59', '2030-05-06T23:58:59.000Z'],
    ['2999-12-31T23:59:59.999Z', '2999-12-31T23:59:59.999Z'],
    ['3000-01-01T13:59:59+14:00', '2999-12-31T23:59:59.000Z'],
  ])('%s is held as the moment that it means', async (until, moment) => {
    expect(await give(until)).toEqual({ freeAccess: { until: moment } });
    expect((await alice.call.me.get()).freeAccess).toEqual({ until: moment });
  });

  it.each([
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2999-12-31T23:59:59-14:00',
    '9999-12-31T23:59:59-14:00',
    '+010000-01-01T00:00:00Z',
  ])('%s is refused, because it cannot be held', async (until) => {
    await expect(give(until)).rejects.toMatchObject({ message: 'BAD_REQUEST' });
  });
});

describe('a place in a list', () => {
  it.each([
    ['wallet.history', 'x'],
    ['wallet.history', '9223372036854775808'],
    ['progress.trainings', '-1'],
    ['gallery.list', '1'],
    ['payments.list', 'x'],
    ['admin.users', 'x'],
    ['admin.payments', '1'],
  ])(
    'of %s that is invalid (%s) is refused, not treated as the beginning',
    async (path, cursor) => {
      await expect(callOf(path)({ cursor })).rejects.toMatchObject({ message: 'BAD_REQUEST' });
    },
  );
});
