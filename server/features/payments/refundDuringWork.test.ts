/** A payment that is refunded while a generation that it paid for is unfinished. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider, failing } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { composeMessage } from '../notifications/messages.ts';
import { outboxMessage } from '../notifications/outboxMessages.ts';
import { type Bought, buyWithStars } from './providers/stars/testing/buyWithStars.ts';

const provider = createFakeProvider();
const test = testApp({
  env: { FREE_OPERATIONS_COUNT: '0' },
  overrides: { providers: { fal: provider } },
});
type Person = Awaited<ReturnType<typeof test.person>>;

const VIDEO = { operation: 'video', model: 'veo-3-1-fast' } as const;
/** A person who has spent a newcomer's coins. */
async function somebody(): Promise<Person> {
  const person = await test.person();
  await take(person, 10_000);
  return person;
}

const adjust = ({ userId }: Person, amount: number, direction: 'add' | 'take') =>
  test.app.db.transaction((tx) =>
    ledger.post(tx, {
      kind: 'admin_adjustment',
      userId,
      botName: 'main',
      actor: 'system',
      amount,
      asset: 'coins',
      direction,
      actionId: randomUUID(),
    }),
  );
const take = (person: Person, amount: number) => adjust(person, amount, 'take');
const give = (person: Person, amount: number) => adjust(person, amount, 'add');

const buy = (person: Person, bought: Bought) => buyWithStars(test.app, person, bought);

async function start({ call }: Person, times: number, what: object = VIDEO): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    ids.push((await call.generation.create(pictureOrder(what))).id);
  }
  return ids;
}

const readFailureMessage = sql<{ payload: unknown }>(
  `select payload from outbox_messages where user_id = $1 and kind = 'generation_failed'`,
);

const balanceOf = async ({ call }: Person) => (await call.me.get()).balance;
const coinsOf = async (person: Person) => (await balanceOf(person)).coins;

describe('a finished work that an admin refunds', () => {
  const readRefundEntry = async (alice: Person, generationId: string) => {
    const { call } = await test.admin();
    const { userId } = alice;
    const requestId = randomUUID();
    return await call.admin.refundGeneration({
      userId,
      generationId,
      requestId,
      reason: 'blurred',
    });
  };
  async function finished(alice: Person): Promise<string> {
    const [id = ''] = await start(alice, 1, {});
    provider.onSubmit = null;
    await workOn(test.app, alice.userId, id);
    expect(await alice.call.generation.get({ id })).toMatchObject({ status: 'succeeded' });
    return id;
  }

  it('returns no coins when its payment was refunded before', async () => {
    const alice = await somebody();
    const payment = await buy(alice, { coins: 150 });
    const id = await finished(alice);
    await payment.refund();
    expect(await readRefundEntry(alice, id)).toEqual({ asset: 'coins', amount: 150, balance: 0 });
    expect(await coinsOf(alice)).toBe(0);
  });

  it('returns none in the other order, nor at the same moment', async () => {
    const alice = await somebody();
    const first = await buy(alice, { coins: 150 });
    expect(await readRefundEntry(alice, await finished(alice))).toMatchObject({ balance: 150 });
    await first.refund();
    expect(await coinsOf(alice)).toBe(0);
    const second = await buy(alice, { coins: 150 });
    const id = await finished(alice);
    await Promise.all([second.refund(), readRefundEntry(alice, id)]);
    expect(await coinsOf(alice)).toBe(0);
  });
});

describe('a refund during unfinished work', () => {
  it('leaves no coins when the work is cancelled afterwards', async () => {
    const alice = await somebody();
    const payment = await buy(alice, { coins: 10_000 });
    const videos = await start(alice, 5);
    expect(await coinsOf(alice)).toBe(500);
    await payment.refund();
    expect(await coinsOf(alice)).toBe(0);
    for (const id of videos) {
      await alice.call.generation.cancel({ id });
    }
    expect(await coinsOf(alice)).toBe(0);
    const { items } = await alice.call.wallet.history({ filter: 'returns' });
    const collected = items.filter(({ kind }) => kind === 'shortfall_collection');
    expect(collected.map(({ amount }) => amount)).toEqual(Array(5).fill(-1900));
    expect(collected[0]?.subject).toMatchObject({ type: 'payment', provider: 'stars' });
  });

  it('leaves none when all of it is cancelled at the same moment, nor when it fails', async () => {
    const alice = await somebody();
    const payment = await buy(alice, { coins: 10_000 });
    const [unlucky, ...videos] = await start(alice, 5);
    await Promise.all([
      payment.refund(),
      ...videos.map((id) => alice.call.generation.cancel({ id })),
    ]);
    provider.onSubmit = failing('content_refused');
    await workOn(test.app, alice.userId, unlucky ?? '');
    expect(await coinsOf(alice)).toBe(0);
  });

  it('is reported correctly when the work fails: its refund was collected for the refunded payment', async () => {
    const textOf = async ({ userId }: Person) => {
      const [row] = await test.app.db.query(readFailureMessage, [userId]);
      return composeMessage(outboxMessage.parse(row?.payload), 'en').text;
    };
    const [alice, bob] = [await somebody(), await somebody()];
    const payment = await buy(alice, { coins: 1900 });
    await buy(bob, { coins: 1900 });
    const videos = [await start(alice, 1), await start(bob, 1)].flat();
    await payment.refund();
    provider.onSubmit = failing('content_refused');
    await workOn(test.app, alice.userId, videos[0] ?? '');
    await workOn(test.app, bob.userId, videos[1] ?? '');
    expect([await coinsOf(alice), await coinsOf(bob)]).toEqual([0, 1900]);
    expect(await textOf(alice)).toMatch(/when your payment was refunded has been taken/);
    expect(await textOf(bob)).toMatch(/is back on your balance/);
  });

  it('leaves other coins, and collects no more than the shortfall', async () => {
    const alice = await somebody();
    await give(alice, 1000);
    const payment = await buy(alice, { coins: 3000 });
    const videos = await start(alice, 2);
    await payment.refund();
    expect(await coinsOf(alice)).toBe(0);
    for (const id of videos) {
      await alice.call.generation.cancel({ id });
    }
    // The newcomer's 1000, and none of the 3000 that were refunded.
    expect(await coinsOf(alice)).toBe(1000);
  });

  it('collects nothing from work that was started after it, with other coins', async () => {
    const alice = await somebody();
    const payment = await buy(alice, { coins: 2000 });
    const [video] = await start(alice, 1);
    await payment.refund();
    await give(alice, 5000);
    const [later] = await start(alice, 1);
    await alice.call.generation.cancel({ id: later ?? '' });
    expect(await coinsOf(alice)).toBe(5000);
    await alice.call.generation.cancel({ id: video ?? '' });
    expect(await coinsOf(alice)).toBe(5000);
  });

  it('settles two shortfalls from one refund, the earlier one first', async () => {
    const alice = await somebody();
    const first = await buy(alice, { coins: 1900 });
    const second = await buy(alice, { coins: 3800 });
    const videos = await start(alice, 3);
    await first.refund();
    await second.refund();
    for (const id of videos) {
      await alice.call.generation.cancel({ id });
    }
    expect(await coinsOf(alice)).toBe(0);
  });

  it('leaves no credits either', async () => {
    const alice = await somebody();
    const payment = await buy(alice, { plan: 'credits-100', credits: 100 });
    const [picture] = await start(alice, 1, {});
    expect((await balanceOf(alice)).credits).toBe(99);
    await payment.refund();
    await alice.call.generation.cancel({ id: picture ?? '' });
    expect((await balanceOf(alice)).credits).toBe(0);
  });
});
