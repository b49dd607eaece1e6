import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assets } from '../../shared/schemas/primitives.ts';
import { sql } from '../db/statement.ts';
import { listViolations } from '../features/audit/violations.ts';
import { testApp } from '../testing/testApp.ts';
import * as ledger from './index.ts';

const test = testApp();

/** A person without anything else: enough for the ledger. */
async function newUser(): Promise<number> {
  const insert = sql<{ id: number }>(`
    insert into users (telegram_id, first_name, referral_code, first_bot)
    select n, 'Ledger', n::text, 'main' from (select (random() * 1e15)::bigint + 1 as n) r
    returning id`);
  const [row] = await test.app.db.transaction((tx) => tx.query(insert));
  if (!row) {
    throw new Error('no user');
  }
  return row.id;
}

const countLockWaits = sql<{ waiting: number }>(
  `select count(*)::int as waiting from pg_stat_activity
   where datname = current_database() and wait_event_type = 'Lock'`,
);

const common = { botName: 'main', actor: 'system' };
const add = (userId: number, amount: number, actionId: string): ledger.Movement => ({
  ...common,
  kind: 'admin_adjustment',
  userId,
  asset: 'coins',
  direction: 'add',
  amount,
  actionId,
});
const take = (userId: number, amount: number, actionId: string): ledger.Movement => ({
  ...add(userId, amount, actionId),
  kind: 'admin_adjustment',
  asset: 'coins',
  direction: 'take',
  actionId,
});
const post = (movement: ledger.Movement) =>
  test.app.db.transaction((tx) => ledger.post(tx, movement));
const codeOf = (error: unknown) => (error as { code?: unknown }).code;
const coinsOf = async (userId: number) => (await ledger.getBalances(test.app.db, userId)).coins;

describe('ledger.post', () => {
  it('writes before, after and version, and derives the house side', async () => {
    const userId = await newUser();
    await post(add(userId, 500, 'a'));
    const { entry } = await post(take(userId, 150, 'b'));
    expect(entry).toMatchObject({
      asset: 'coins',
      account: 'adjustment',
      amount: -150,
      wallet_version: 2,
      balance_before: 500,
      balance_after: 350,
      reference: 'b',
    });
  });

  it('refuses to go below zero, says what is missing and changes nothing', async () => {
    const userId = await newUser();
    await post(add(userId, 500, 'a'));
    const refused = post(take(userId, 700, 'b'));
    await expect(refused).rejects.toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      details: { balance: 500, missing: 200 },
    });
    expect(await coinsOf(userId)).toBe(500);
  });

  it('answers a repeated movement with the first entry, and refuses another amount', async () => {
    const userId = await newUser();
    const first = await post(add(userId, 500, 'same'));
    const again = await post(add(userId, 500, 'same'));
    expect(again).toEqual({ entry: first.entry, replayed: true, collected: 0 });
    await expect(post(add(userId, 501, 'same'))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    await expect(post(take(userId, 500, 'same'))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(await coinsOf(userId)).toBe(500);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses the amount %s',
    async (amount) => {
      const userId = await newUser();
      await expect(post(add(userId, amount, 'odd'))).rejects.toThrow(RangeError);
    },
  );

  it('posts all movements or none', async () => {
    const userId = await newUser();
    const both = test.app.db.transaction((tx) =>
      ledger.postAll(tx, [add(userId, 100, 'plus'), take(userId, 200, 'minus')]),
    );
    await expect(both).rejects.toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
    expect(await coinsOf(userId)).toBe(0);
  });
});

describe('ledger reversals', () => {
  const webinar = { ...common, webinarId: 'w', nth: 1 };
  const reward = (userId: number, amount: number) =>
    post({ ...webinar, kind: 'webinar_reward', userId, amount });
  const clawBack = (userId: number, amount: number) =>
    test.app.db.transaction((tx) =>
      ledger.clawBack(tx, { ...webinar, kind: 'webinar_reward_reversal', userId, amount }),
    );

  it('takes what is there and records the rest, once', async () => {
    const userId = await newUser();
    await reward(userId, 500);
    await post(take(userId, 200, 'spent'));
    const outcome = { taken: 300, missing: 200 };
    expect(await clawBack(userId, 500)).toEqual({ ...outcome, replayed: false });
    await post(add(userId, 1000, 'later'));
    expect(await clawBack(userId, 500)).toEqual({ ...outcome, replayed: true });
    expect(await coinsOf(userId)).toBe(1000);
  });

  it('records the whole as missing when nothing is there', async () => {
    const userId = await newUser();
    await reward(userId, 500);
    await post(take(userId, 500, 'spent'));
    const outcome = { taken: 0, missing: 500 };
    expect(await clawBack(userId, 500)).toEqual({ ...outcome, replayed: false });
    expect(await clawBack(userId, 500)).toEqual({ ...outcome, replayed: true });
    await expect(clawBack(userId, 400)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('takes once when asked ten times at the same moment', async () => {
    const userId = await newUser();
    await reward(userId, 400);
    await post(add(userId, 600, 'more'));
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => clawBack(userId, 400)));
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await coinsOf(userId)).toBe(600);
  });
});

describe('the database', () => {
  it.each([
    'update ledger_entries set amount = 1',
    'delete from ledger_entries',
    'truncate ledger_entries',
    'delete from ledger_shortfalls',
    `update wallets set balance = -1`,
  ])('refuses: %s', async (text) => {
    const userId = await newUser();
    await post(add(userId, 100, 'a'));
    await expect(test.app.db.transaction((tx) => tx.query(sql(text)))).rejects.toThrow(
      /append-only|wallets_balance_check/,
    );
  });

  it('reports a balance that was changed without the ledger', async () => {
    const userId = await newUser();
    await post(add(userId, 100, 'a'));
    const set = (balance: number) =>
      test.app.db.transaction((tx) =>
        tx.query(sql(`update wallets set balance = $2 where user_id = $1 and asset = 'coins'`), [
          userId,
          balance,
        ]),
      );
    await set(101);
    expect(await listViolations(test.app.db)).toContainEqual({
      invariant: 'wallet_equals_entries',
      subject: `user ${userId} coins`,
      detail: 'balance 101 version 1, entries 100 count 1',
    });
    await set(100);
    expect(await listViolations(test.app.db)).toEqual([]);
  });
});

describe('properties', () => {
  /** One adjustment of a sequence whose result the test computes by plain arithmetic. */
  interface Step {
    who: 0 | 1;
    add: boolean;
    amount: number;
    key: number;
  }
  const step: fc.Arbitrary<Step> = fc.record({
    who: fc.constantFrom(0, 1),
    add: fc.boolean(),
    amount: fc.integer({ min: 1, max: 1000 }),
    key: fc.integer({ min: 0, max: 12 }),
  });

  function expectedOutcome(known: number | undefined, balance: number, signed: number) {
    if (known !== undefined) {
      return known === signed ? 'replayed' : 'IDEMPOTENCY_CONFLICT';
    }
    return balance + signed < 0 ? 'INSUFFICIENT_FUNDS' : 'posted';
  }

  async function run(steps: Step[], users: [number, number]) {
    const posted = new Map<string, number>();
    const balances: [number, number] = [0, 0];
    for (const { who, add: plus, amount, key } of steps) {
      const signed = plus ? amount : -amount;
      const id = `${who}:${key}`;
      const expected = expectedOutcome(posted.get(id), balances[who], signed);
      const outcome = await post((plus ? add : take)(users[who], amount, String(key))).then(
        ({ replayed }) => (replayed ? 'replayed' : 'posted'),
        codeOf,
      );
      expect(outcome).toBe(expected);
      if (expected === 'posted') {
        posted.set(id, signed);
        balances[who] += signed;
      }
    }
    return balances;
  }

  it('any sequence of movements, repeats and conflicts leaves the sum of what was posted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const users: [number, number] = [await newUser(), await newUser()];
        const expected = await run(steps, users);
        expect([await coinsOf(users[0]), await coinsOf(users[1])]).toEqual(expected);
      }),
      { numRuns: 25 },
    );
    expect(await listViolations(test.app.db)).toEqual([]);
  });

  it('any movements posted all at once, each several times, count once each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(step, {
          maxLength: 25,
          selector: ({ who, key }) => `${who}:${key}`,
        }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, times) => {
          const users: [number, number] = [await newUser(), await newUser()];
          await post(add(users[0], 100_000, 'start'));
          await post(add(users[1], 100_000, 'start'));
          const all = Array.from({ length: times }, () => steps).flat();
          await Promise.all(
            all.map((s) => post((s.add ? add : take)(users[s.who], s.amount, String(s.key)))),
          );
          const sum = (who: 0 | 1) =>
            steps
              .filter((s) => s.who === who)
              .reduce((total, s) => total + (s.add ? s.amount : -s.amount), 100_000);
          expect([await coinsOf(users[0]), await coinsOf(users[1])]).toEqual([sum(0), sum(1)]);
        },
      ),
      { numRuns: 15 },
    );
    expect(await listViolations(test.app.db)).toEqual([]);
  });
});

/**
 * Does the work on every connection of the pool at once. Nothing waits for a connection: that has a time limit,
 * which a busy machine exceeds.
 */
async function runInLanes(work: readonly (() => Promise<unknown>)[]): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < work.length) {
      await work[next++]?.();
    }
  };
  await Promise.all(Array.from({ length: test.app.config.database.poolSize }, lane));
}

describe('races', () => {
  it('500 charges against 500 top-ups on one wallet end in the exact balance', async () => {
    const userId = await newUser();
    await post(add(userId, 500 * 7, 'start'));
    const moves = Array.from({ length: 500 }, (_, n) => [
      () => post(add(userId, 11, `plus ${n}`)),
      () => post(take(userId, 7, `minus ${n}`)),
    ]).flat();
    await runInLanes(moves);
    expect(await coinsOf(userId)).toBe(500 * 11);
  });

  it('people paying each other in opposite order do not deadlock', async () => {
    const [a, b] = [await newUser(), await newUser()];
    await post(add(a, 10_000, 'start'));
    await post(add(b, 10_000, 'start'));
    const swap = (from: number, to: number, key: string) =>
      test.app.db.transaction((tx) =>
        ledger.postAll(tx, [take(from, 10, key), add(to, 10, `${key} back`)]),
      );
    await runInLanes(
      Array.from(
        { length: 200 },
        (_, n) => () => (n % 2 ? swap(a, b, `${n}`) : swap(b, a, `${n}`)),
      ),
    );
    expect([await coinsOf(a), await coinsOf(b)]).toEqual([10_000, 10_000]);
  });

  it('60 charges with coins for 3 succeed 3 times', async () => {
    const userId = await newUser();
    await post(add(userId, 450, 'start'));
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        post(take(userId, 150, `${n}`)).then(() => 'paid', codeOf),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'paid')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'INSUFFICIENT_FUNDS')).toHaveLength(57);
  });

  it('finds what another transaction posted while it waited for the wallet', async () => {
    const userId = await newUser();
    await post(add(userId, 450, 'start'));
    const [written, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = test.app.db.transaction(async (tx) => {
      const posted = await ledger.post(tx, take(userId, 150, 'once'));
      written.resolve();
      await mayCommit.promise;
      return posted;
    });
    await written.promise;
    let runs = 0;
    const second = test.app.db.transaction((tx) => {
      runs += 1;
      return ledger.post(tx, take(userId, 150, 'once'));
    });
    await expect.poll(() => test.app.db.query(countLockWaits)).toEqual([{ waiting: 1 }]);
    mayCommit.resolve();
    const { entry } = await first;
    expect(await second).toMatchObject({ replayed: true, entry: { id: entry.id } });
    expect(runs).toBe(1);
    expect(await coinsOf(userId)).toBe(300);
  });

  it('a repeated movement locks the wallets like a new one, for what follows in its transaction', async () => {
    const userId = await newUser();
    await post(add(userId, 450, 'start'));
    await post(take(userId, 150, 'once'));
    const [repeated, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = test.app.db.transaction(async (tx) => {
      const { replayed } = await ledger.post(tx, take(userId, 150, 'once'));
      repeated.resolve();
      await mayCommit.promise;
      const { coins } = await ledger.getBalances(tx, userId);
      return { replayed, coins };
    });
    await repeated.promise;
    const second = post(take(userId, 100, 'other'));
    try {
      await expect.poll(() => test.app.db.query(countLockWaits)).toEqual([{ waiting: 1 }]);
    } finally {
      mayCommit.resolve();
    }
    expect(await first).toEqual({ replayed: true, coins: 300 });
    await second;
    expect(await coinsOf(userId)).toBe(200);
  });

  it('several assets moved in any order do not deadlock', async () => {
    const userId = await newUser();
    await post(add(userId, 10_000, 'start'));
    const gain = (key: string): ledger.Movement => {
      const source = 'other' as const;
      return { ...common, kind: 'xp_gain', userId, amount: 5, source, cause: key };
    };
    const moveBoth = (movements: ledger.Movement[]) =>
      test.app.db.transaction(async (tx) => {
        for (const movement of movements) {
          await ledger.post(tx, movement);
        }
      });
    await runInLanes(
      Array.from({ length: 200 }, (_, n) => () => {
        const both = [take(userId, 10, `${n}`), gain(`${n}`)];
        return moveBoth(n % 2 ? both : both.reverse());
      }),
    );
    expect(await ledger.getBalances(test.app.db, userId)).toMatchObject({ coins: 8000, xp: 1000 });
  });

  it('creates a newcomer’s wallets once, whichever transaction comes first', async () => {
    const userId = await newUser();
    await Promise.all(Array.from({ length: 20 }, (_, n) => post(add(userId, 5, `${n}`))));
    const balances = await ledger.getBalances(test.app.db, userId);
    expect(Object.keys(balances).sort()).toEqual([...assets].sort());
    expect(balances.coins).toBe(100);
  });
});
