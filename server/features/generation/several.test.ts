/** Several works of one order. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { MAX_PER_MINUTE, MAX_RUNNING } from './limits.ts';
import { createFakeProvider, failing } from './testing/fakeProvider.ts';
import { pictureOrder, setPrice, updateRows, workOn } from './testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

const readCharges = sql<{ asset: string; amount: number }>(`
  select asset, amount from ledger_entries
  where user_id = $1 and kind in ('generation_charge', 'generation_refund') order by id`);

/** A person with free operations and coins. */
async function payer(freeOperations: number) {
  const person = await test.person();
  for (let left = 4; left > freeOperations; left--) {
    const { id } = await person.call.generation.create(pictureOrder());
    await workOn(test.app, person.userId, id);
  }
  const before = (await charges(person.userId)).length;
  return {
    ...person,
    /** What has been charged and refunded since. */
    moved: async () => (await charges(person.userId)).slice(before),
  };
}

async function charges(userId: number) {
  const rows = await test.app.db.query(readCharges, [userId]);
  return rows.map(({ asset, amount }) => [asset, amount] as const);
}

const free = ['free_operations', -1] as const;
const coins = ['coins', -150] as const;
const quoteOf = (count: number) => ({ operation: 'create', model: 'nano-banana', count }) as const;

describe('an order of several works', () => {
  it('is paid by free operations as far as they suffice and then by coins, as quoted', async () => {
    const { call, moved } = await payer(2);
    expect(await call.generation.quote(quoteOf(4))).toMatchObject({
      price: 150,
      paidWith: 'free_operations',
      missing: 0,
      several: {
        coins: 300,
        parts: [
          { paidWith: 'free_operations', count: 2, before: 2, after: 0 },
          { paidWith: 'coins', count: 2, before: 10_000, after: 9700 },
        ],
      },
    });
    const { others = [], ...first } = await call.generation.create(pictureOrder({ count: 4 }));
    expect([first, ...others].map(({ paidWith }) => paidWith)).toEqual([
      'free_operations',
      'free_operations',
      'coins',
      'coins',
    ]);
    expect(await moved()).toEqual([free, free, coins, coins]);
    expect((await call.generation.active()).items).toHaveLength(4);
  });

  it('is charged once, however often and how many times at once it is sent', async () => {
    const { call, moved } = await payer(0);
    const order = pictureOrder({ count: 3 });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => call.generation.create(order)),
    );
    answers.push(await call.generation.create(order));
    const ids = answers.map(({ id, others = [] }) => [id, ...others.map((one) => one.id)].join());
    expect(new Set(ids).size).toBe(1);
    expect(answers[0]?.others).toHaveLength(2);
    expect(await moved()).toEqual([coins, coins, coins]);
  });

  it('is another order with another number', async () => {
    const { call } = await payer(0);
    const requestId = randomUUID();
    await call.generation.create(pictureOrder({ requestId, count: 2 }));
    await expect(
      call.generation.create(pictureOrder({ requestId, count: 3 })),
    ).rejects.toMatchObject({ message: 'IDEMPOTENCY_CONFLICT' });
  });

  it('charges nothing when the coins do not suffice for all, and names the total missing', async () => {
    const { call, moved } = await payer(1);
    await setPrice(test.app, 'nano-banana', 4000);
    expect(await call.generation.quote(quoteOf(4))).toMatchObject({
      paidWith: null,
      missing: 2000,
      before: 10_000,
      several: { coins: 12_000 },
    });
    const refusal = await call.generation
      .create(pictureOrder({ count: 4 }))
      .catch((error: unknown) => error);
    await setPrice(test.app, 'nano-banana', 150);
    expect(refusal).toMatchObject({
      cause: { code: 'INSUFFICIENT_FUNDS', details: { missing: 2000, balance: 10_000 } },
    });
    expect(await moved()).toEqual([]);
    expect((await call.generation.active()).items).toEqual([]);
  });

  it('refunds the failed ones and keeps the rest', async () => {
    const { call, userId, moved } = await payer(1);
    const { id, others = [] } = await call.generation.create(pictureOrder({ count: 3 }));
    provider.onSubmit = failing('content_refused');
    await workOn(test.app, userId, id);
    provider.onSubmit = null;
    for (const other of others) {
      await workOn(test.app, userId, other.id);
    }
    expect(await moved()).toEqual([free, coins, coins, ['free_operations', 1]]);
    const statuses = await Promise.all(
      [id, ...others.map((other) => other.id)].map(
        async (one) => (await call.generation.get({ id: one })).status,
      ),
    );
    expect(statuses).toEqual(['failed', 'succeeded', 'succeeded']);
  });

  it('is paid from the allowance of a plan first', async () => {
    const { call, userId, moved } = await payer(0);
    await updateRows(
      test.app,
      `insert into user_plans (user_id, id, plan_code, kind, daily_operations, starts_at, ends_at)
       values ($1, $2, 'month', 'MONTH', 2, now(), now() + interval '30 days')`,
      [userId, randomUUID()],
    );
    const { paidWith, others = [] } = await call.generation.create(pictureOrder({ count: 3 }));
    expect([paidWith, ...others.map((one) => one.paidWith)]).toEqual(['plan', 'plan', 'coins']);
    expect(await moved()).toEqual([coins]);
    expect((await call.me.get()).plan).toMatchObject({ usedToday: 2 });
  });

  it('gives each work its own seed: consecutive ones from the requested one', async () => {
    const { call, userId } = await payer(0);
    const order = pictureOrder({ count: 3, seed: 0xffff_fffe });
    const { id, others = [] } = await call.generation.create(order);
    for (const one of [id, ...others.map((other) => other.id)]) {
      await workOn(test.app, userId, one);
    }
    const seeds = (await call.gallery.list({})).items.slice(0, 3).map(({ seed }) => seed);
    expect(new Set(seeds)).toEqual(new Set([0xffff_fffe, 0xffff_ffff, 0]));
  });
});

describe('an order of several works is refused as a whole', () => {
  it('when more would run at once than one person may have', async () => {
    const { call, moved } = await payer(0);
    for (let n = 0; n < MAX_RUNNING - 1; n++) {
      await call.generation.create(pictureOrder());
    }
    await expect(call.generation.create(pictureOrder({ count: 2 }))).rejects.toMatchObject({
      message: 'TOO_MANY_RUNNING',
    });
    expect(await moved()).toHaveLength(MAX_RUNNING - 1);
  });

  it('when more would start within a minute', async () => {
    const { call, userId } = await test.person();
    for (let n = 0; n < MAX_PER_MINUTE - 1; n++) {
      const { id } = await call.generation.create(pictureOrder());
      await workOn(test.app, userId, id);
    }
    const refusal = await call.generation
      .create(pictureOrder({ count: 2 }))
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ message: 'RATE_LIMITED' });
    expect(await call.generation.create(pictureOrder())).toMatchObject({ status: 'queued' });
  });

  it('where every work would be the same, and above four', async () => {
    const { call, userId } = await payer(0);
    const { id } = await call.generation.create(pictureOrder());
    await workOn(test.app, userId, id);
    const [work] = (await call.gallery.list({})).items;
    const inputs = [{ type: 'media' as const, id: work?.id ?? '' }];
    const upscale = { operation: 'upscale', model: 'upscaler', inputs } as const;
    for (const changes of [{ ...upscale, count: 2 }, { count: 5 }, { count: 0 }]) {
      await expect(call.generation.create(pictureOrder(changes))).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
  });
});
