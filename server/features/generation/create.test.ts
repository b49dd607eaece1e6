import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { MAX_PER_MINUTE, MAX_RUNNING } from './limits.ts';
import { createFakeProvider } from './testing/fakeProvider.ts';
import { pictureOrder, setPrice, updateRows, workOn } from './testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

const countEntries = sql<{ count: number }>(`
  select count(*) from ledger_entries where user_id = $1 and kind = 'generation_charge'`);
const countGenerations = sql<{ count: number }>(
  'select count(*) from generations where user_id = $1',
);

/** A person with coins and nothing else. */
async function payer() {
  const person = await test.person();
  while ((await person.call.me.get()).balance.freeOperations > 0) {
    const { id } = await person.call.generation.create(pictureOrder());
    await workOn(test.app, person.userId, id);
  }
  return person;
}

async function charges(userId: number) {
  const [row] = await test.app.db.query(countEntries, [userId]);
  return row?.count;
}

describe('the price that was shown', () => {
  afterEach(() => setPrice(test.app, 'nano-banana', 150));

  it('is the maximum that is charged; when it has risen nothing is charged, and the new price is named', async () => {
    const { call, userId } = await payer();
    const order = pictureOrder({ price: 150 });
    const before = await charges(userId);
    await setPrice(test.app, 'nano-banana', 200);
    await expect(call.generation.create(order)).rejects.toMatchObject({
      message: 'PRICE_CHANGED',
      cause: { details: { price: 200 } },
    });
    expect(await charges(userId)).toBe(before);
    const agreed = pictureOrder({ price: 200 });
    const made = await call.generation.create(agreed);
    expect(made.price).toBe(200);
    // A repeated request is answered as the first time, whatever the price is now.
    await setPrice(test.app, 'nano-banana', 300);
    expect((await call.generation.create(agreed)).id).toBe(made.id);
  });

  it('does not matter where another payer than coins pays, or where it has fallen', async () => {
    const { call } = await test.person();
    expect(await call.generation.create(pictureOrder({ price: 0 }))).toMatchObject({
      paidWith: 'free_operations',
    });
    const other = await payer();
    await setPrice(test.app, 'nano-banana', 100);
    const made = await other.call.generation.create(pictureOrder({ price: 150 }));
    expect(made).toMatchObject({ price: 100, paidWith: 'coins' });
  });
});

describe('a request id', () => {
  it('returns the same answer for the same order', async () => {
    const { call, userId } = await test.person();
    const order = pictureOrder();
    const first = await call.generation.create(order);
    expect(await call.generation.create(order)).toEqual(first);
    expect(await charges(userId)).toBe(1);
  });

  it('makes one generation of many identical orders at the same moment', async () => {
    const { call, userId } = await test.person();
    const order = pictureOrder();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call.generation.create(order)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await charges(userId)).toBe(1);
  });

  it('refuses another order, also at the same moment', async () => {
    const { call, userId } = await test.person();
    const requestId = randomUUID();
    const outcomes = await Promise.allSettled(
      ['a cat', 'a dog'].map((prompt) =>
        call.generation.create(pictureOrder({ requestId, prompt })),
      ),
    );
    const refusal = outcomes.find(({ status }) => status === 'rejected');
    expect(refusal).toMatchObject({ reason: { message: 'IDEMPOTENCY_CONFLICT' } });
    expect(await charges(userId)).toBe(1);
  });

  it('is answered for a model that has been removed since', async () => {
    const { call } = await test.person();
    const order = pictureOrder();
    const first = await call.generation.create(order);
    await updateRows(test.app, `update models set status = 'retired' where code = 'nano-banana'`);
    test.app.catalog.invalidate();
    expect(await call.generation.create(order)).toEqual(first);
    await expect(call.generation.create(pictureOrder())).rejects.toMatchObject({
      message: 'OPERATION_UNAVAILABLE',
    });
    await updateRows(test.app, `update models set status = 'active' where code = 'nano-banana'`);
    test.app.catalog.invalidate();
  });
});

describe('the price', () => {
  beforeEach(() => setPrice(test.app, 'nano-banana', 3000));
  afterEach(() => setPrice(test.app, 'nano-banana', 150));

  it('is charged for no more orders than there are coins for, however many arrive at once', async () => {
    const { call, userId } = await payer();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, () => call.generation.create(pictureOrder())),
    );
    const made = outcomes.filter(({ status }) => status === 'fulfilled');
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(made).toHaveLength(3);
    expect(new Set(refused.map((one) => (one as PromiseRejectedResult).reason.message))).toEqual(
      new Set(['INSUFFICIENT_FUNDS']),
    );
    expect((await call.me.get()).balance.coins).toBe(1000);
    const [rows] = await test.app.db.query(countGenerations, [userId]);
    expect(rows?.count).toBe(3 + 4);
  });

  it('is refused with the missing amount when coins do not suffice', async () => {
    await setPrice(test.app, 'nano-banana', 10_150);
    const { call } = await payer();
    const refusal = await call.generation.create(pictureOrder()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      cause: { code: 'INSUFFICIENT_FUNDS', details: { missing: 150, balance: 10_000 } },
    });
    expect(
      await call.generation.quote({ operation: 'create', model: 'nano-banana' }),
    ).toMatchObject({
      price: 10_150,
      paidWith: null,
      missing: 150,
      before: 10_000,
      after: null,
    });
  });
});

describe('the payer', () => {
  it('is quoted before and reported after', async () => {
    const { call } = await test.person();
    const quoted = await call.generation.quote({ operation: 'create', model: 'nano-banana' });
    expect(quoted).toMatchObject({ paidWith: 'free_operations', before: 4, after: 3, price: 150 });
    expect(await call.generation.create(pictureOrder())).toMatchObject({
      paidWith: 'free_operations',
    });
    expect((await call.me.get()).balance.freeOperations).toBe(3);
  });

  it('is a plan up to its daily allowance, then the next in line', async () => {
    const { call, userId } = await test.person();
    await updateRows(
      test.app,
      `insert into user_plans (user_id, id, plan_code, kind, daily_operations, starts_at, ends_at)
       values ($1, $2, 'month', 'MONTH', 2, now(), now() + interval '30 days')`,
      [userId, randomUUID()],
    );
    const paid: string[] = [];
    for (let n = 0; n < 3; n++) {
      paid.push((await call.generation.create(pictureOrder())).paidWith);
    }
    expect(paid).toEqual(['plan', 'plan', 'free_operations']);
    expect((await call.me.get()).plan).toMatchObject({ usedToday: 2 });
  });

  it('is free access, and nothing is charged', async () => {
    const { call, userId } = await test.person();
    await updateRows(test.app, `update users set free_access_until = 'infinity' where id = $1`, [
      userId,
    ]);
    const video = pictureOrder({ operation: 'video', model: 'veo-3-1-fast' });
    expect(await call.generation.create(video)).toMatchObject({ paidWith: 'free_access' });
    expect((await call.me.get()).balance).toMatchObject({ coins: 10_000, freeOperations: 4 });
  });

  it('is coins for a video', async () => {
    const { call } = await test.person();
    const video = pictureOrder({ operation: 'video', model: 'veo-3-1-fast' });
    expect(await call.generation.create(video)).toMatchObject({ paidWith: 'coins', price: 1900 });
    expect((await call.me.get()).balance).toMatchObject({ coins: 8100, freeOperations: 4 });
  });
});

describe('a refusal', () => {
  it('is given when too many run at once', async () => {
    const { call } = await test.person();
    for (let n = 0; n < MAX_RUNNING; n++) {
      await call.generation.create(pictureOrder());
    }
    await expect(call.generation.create(pictureOrder())).rejects.toMatchObject({
      message: 'TOO_MANY_RUNNING',
    });
    expect((await call.generation.active()).items).toHaveLength(MAX_RUNNING);
  });

  it('is given when too many were started within a minute', async () => {
    const { call, userId } = await test.person();
    for (let n = 0; n < MAX_PER_MINUTE; n++) {
      const { id } = await call.generation.create(pictureOrder());
      await workOn(test.app, userId, id);
    }
    const refusal = await call.generation.create(pictureOrder()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ message: 'RATE_LIMITED' });
  });

  it.each([
    ['PROMPT_REQUIRED', { prompt: ' \n ' }],
    ['INPUTS_MISMATCH', { operation: 'upscale', model: 'upscaler' }],
    ['MODEL_UNAVAILABLE', { model: 'imagen-3' }],
    ['MODEL_UNAVAILABLE', { model: 'upscaler' }],
    ['MODEL_UNAVAILABLE', { model: 'no-such-model' }],
  ] as const)('%s', async (code, changes) => {
    const { call, userId } = await test.person();
    await expect(call.generation.create(pictureOrder(changes))).rejects.toMatchObject({
      message: code,
    });
    expect(await charges(userId)).toBe(0);
  });

  it('is given for inputs that are not the person’s own', async () => {
    const [owner, stranger] = [await test.person(), await test.person()];
    const { id } = await owner.call.generation.create(pictureOrder());
    await workOn(test.app, owner.userId, id);
    const [picture] = (await owner.call.gallery.list({})).items;
    const order = pictureOrder({
      operation: 'upscale',
      model: 'upscaler',
      inputs: [{ type: 'media', id: picture?.id ?? '' }],
    });
    await expect(stranger.call.generation.create(order)).rejects.toMatchObject({
      message: 'INPUT_NOT_FOUND',
    });
    expect(await owner.call.generation.create(order)).toMatchObject({ status: 'queued' });
  });

  it('is given while everything is paused', async () => {
    const { call } = await test.person();
    await updateRows(
      test.app,
      `insert into settings (key, value) values ('generation_paused', 'true')`,
    );
    test.app.catalog.invalidate();
    await expect(call.generation.create(pictureOrder())).rejects.toMatchObject({
      message: 'GENERATION_PAUSED',
    });
    expect((await call.generation.catalog()).paused).toBe(true);
    await updateRows(test.app, `delete from settings where key = 'generation_paused'`);
    test.app.catalog.invalidate();
  });

  it('is given to an unauthenticated caller', async () => {
    await expect(test.nobody().generation.create(pictureOrder())).rejects.toMatchObject({
      message: 'INIT_DATA_MISSING',
    });
  });
});

describe('an order that meets a locked table', () => {
  it('is answered with "try again" within ten seconds, and takes no coins', async () => {
    const { call, userId } = await test.person();
    const order = pictureOrder();
    const blocker = new pg.Client({ connectionString: test.databaseUrl });
    await blocker.connect();
    await blocker.query('begin; lock table generations in access exclusive mode');
    const started = performance.now();
    await expect(call.generation.create(order)).rejects.toMatchObject({ message: 'OVERLOADED' });
    // Its six attempts of five seconds each would take half a minute.
    expect(performance.now() - started).toBeLessThan(15_000);
    await blocker.end();
    expect(await charges(userId)).toBe(0);
    expect(await call.generation.create(order)).toMatchObject({ status: 'queued' });
  }, 60_000);
});
