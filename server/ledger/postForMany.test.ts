/** Posting for many people at once has the same result as posting one by one. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../db/statement.ts';
import { listViolations } from '../features/audit/violations.ts';
import { openTestApp } from '../testing/testApp.ts';
import * as ledger from './index.ts';

let test: Awaited<ReturnType<typeof openTestApp>>;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(async () => {
  // The movements have no generations and payments, so only the ledger's own invariants are checked.
  const own = ['wallet_equals_entries', 'entries_are_a_chain', 'balance_not_negative'];
  const violations = await listViolations(test.app.db);
  await test.close();
  expect(violations.filter(({ invariant }) => own.includes(invariant))).toEqual([]);
});

const insertUser = sql<{ id: number }>(`
  insert into users (telegram_id, first_name, referral_code, first_bot)
  select n, 'Ledger', n::text, 'main' from (select (random() * 1e15)::bigint + 1 as n) r
  returning id`);
const readEntries = sql(`
  select asset, kind, reference, amount, account, wallet_version, balance_before, balance_after,
    bot_name, actor, description, event_at <= now() and event_at > now() - interval '1 hour' as is_dated
  from ledger_entries where user_id = $1 order by id`);
const readShortfalls = sql(`
  select kind, reference, requested, missing from ledger_shortfalls where user_id = $1
  order by kind, reference`);

/** What a person has before, and what the batch posts for them. */
interface Person {
  xp: number;
  /** Posted before under the reference of the import: nothing, the same amount, or another one. */
  importedBefore: 'nothing' | 'same' | 'other';
  coins: number;
  /** The part of the coins that was spent on one generation; a clawback takes the rest and records this part. */
  spent: number;
  isTakenBack: boolean;
  amount: number;
}
const person: fc.Arbitrary<Person> = fc
  .record({
    xp: fc.integer({ min: 0, max: 500 }),
    importedBefore: fc.constantFrom('nothing', 'nothing', 'same', 'other'),
    coins: fc.integer({ min: 1, max: 500 }),
    share: fc.integer({ min: 1, max: 100 }),
    isTakenBack: fc.boolean(),
    amount: fc.integer({ min: 1, max: 500 }),
  })
  .map(({ share, ...rest }) => ({ ...rest, spent: Math.ceil((rest.coins * share) / 100) }));
const batch = fc.record({
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
  what: fc.constantFrom('import', 'import', 'refund', 'take'),
  isRepeated: fc.boolean(),
});

const generationId = randomUUID();
const common = { botName: 'main', actor: 'system' };
const charge = { provider: 'stars', chargeId: 'charge' };
const onWork = { asset: 'coins', generationId } as const;

const imported = (userId: number, amount: number): ledger.Movement => ({
  ...common,
  kind: 'xp_gain',
  source: 'import',
  cause: 'spin_bot',
  userId,
  amount,
});

function movementOf(what: string, userId: number, { amount, spent }: Person): ledger.Movement {
  if (what === 'import') {
    return imported(userId, amount);
  }
  return what === 'refund'
    ? { ...common, kind: 'generation_refund', ...onWork, userId, amount: spent }
    : {
        ...common,
        kind: 'admin_adjustment',
        asset: 'coins',
        direction: 'take',
        actionId: 'batch',
        userId,
        amount,
      };
}

async function newPerson(before: Person | null = null): Promise<number> {
  return await test.app.db.transaction(async (tx) => {
    const [{ id: userId } = { id: 0 }] = await tx.query(insertUser);
    if (before) {
      const { xp, importedBefore, coins, spent, isTakenBack, amount } = before;
      if (xp > 0) {
        const gain = { kind: 'xp_gain', source: 'other', cause: 'x' } as const;
        await ledger.post(tx, { ...common, ...gain, userId, amount: xp });
      }
      if (importedBefore !== 'nothing') {
        await ledger.post(tx, imported(userId, amount + (importedBefore === 'other' ? 1 : 0)));
      }
      await ledger.post(tx, { ...common, kind: 'topup', ...charge, userId, amount: coins });
      const spending = { kind: 'generation_charge', ...onWork } as const;
      await ledger.post(tx, { ...common, ...spending, userId, amount: spent });
      if (isTakenBack) {
        const reversal = { kind: 'topup_reversal', ...charge } as const;
        await ledger.clawBack(tx, { ...common, ...reversal, userId, amount: coins });
      }
    }
    return userId;
  });
}

/** Everything that the ledger stores of a person. */
async function stateOf(userId: number) {
  const { db } = test.app;
  return {
    balances: await ledger.getBalances(db, userId),
    entries: await db.query(readEntries, [userId]),
    shortfalls: await db.query(readShortfalls, [userId]),
  };
}

const codeOf = (error: unknown) => (error as { code?: unknown }).code ?? error;

it('for any earlier movements of the people and any batch, with its refusals', async () => {
  await fc.assert(
    fc.asyncProperty(batch, async ({ people, what, isRepeated }) => {
      const { db } = test.app;
      const twins = await Promise.all(
        people.map(async (one) => [await newPerson(one), await newPerson(one)] as const),
      );
      const movements = (side: 0 | 1) => {
        const each = people.map((one, at) => movementOf(what, twins[at]?.[side] ?? 0, one));
        return isRepeated ? [...each, ...each.slice(0, 1)] : each;
      };
      for (const _again of [1, 2]) {
        const together = await db
          .transaction((tx) => ledger.postForMany(tx, movements(0)))
          .catch(codeOf);
        const oneByOne = await db
          .transaction(async (tx) => {
            let count = 0;
            for (const movement of movements(1)) {
              count += (await ledger.post(tx, movement)).replayed ? 0 : 1;
            }
            return count;
          })
          .catch(codeOf);
        expect(together).toEqual(oneByOne);
        for (const [a, b] of twins) {
          expect(await stateOf(a)).toEqual(await stateOf(b));
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('the same gifts posted several times at once, beside other postings, count once each', async () => {
  const { db } = test.app;
  const users = await Promise.all(Array.from({ length: 30 }, () => newPerson()));
  const gifts = users.map((userId) => imported(userId, 100));
  const others = users.map(
    (userId): ledger.Movement => ({
      ...common,
      kind: 'xp_gain',
      source: 'other',
      cause: 'x',
      userId,
      amount: 7,
    }),
  );
  const [counts] = await Promise.all([
    Promise.all(
      Array.from({ length: 3 }, () => db.transaction((tx) => ledger.postForMany(tx, gifts))),
    ),
    Promise.all(others.map((movement) => db.transaction((tx) => ledger.post(tx, movement)))),
  ]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(users.length);
  for (const userId of users) {
    expect(await ledger.getBalances(db, userId)).toMatchObject({ xp: 107 });
  }
});
