import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { sql } from '../../../../db/statement.ts';
import { reconcile } from '../../reconcile.ts';
import { refundCharge } from '../../refunds.ts';
import { PATIENCE, START_COINS } from '../stars/testing/starWorld.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;
type Payer = Awaited<ReturnType<typeof test.person>>;
const PAID = START_COINS + 10_000;

const readAlerts = sql<{ kind: string; key: string; detail: Record<string, unknown> }>(
  `select kind, key, detail from alerts order by id`,
);
const countOpenEvents = sql<{ open: number }>(
  `select count(*) as open from inbox_events where source = 'yookassa' and processed_at is null`,
);
/** The state before the answer to the creation of its payment has come. */
const forgetOpening = sql(`
  update payments set status = 'created', provider_payment_id = null, pay_url = null where id = $1
`);
const askAgain = sql(`update payments set checked_at = null`);

const statusOf = async (payer: Payer, id: string) => (await payer.call.payments.get({ id })).status;
const becomes = (payer: Payer, id: string, status: string) =>
  vi.waitFor(async () => expect(await statusOf(payer, id)).toBe(status), PATIENCE);
/** Resolves when every notification that arrived has been processed. */
const eventsProcessed = () =>
  vi.waitFor(async () => expect((await test.app.db.query(countOpenEvents))[0]?.open).toBe(0), {
    timeout: 10_000,
  });
const succeeded = (id: string) => ({
  type: 'notification',
  event: 'payment.succeeded',
  object: { id, status: 'succeeded', paid: true, amount: { value: '279.00', currency: 'RUB' } },
});

describe('a payment in roubles', () => {
  it('is offered with prices in kopecks, and opened at YooKassa once per order', async () => {
    const alice = await test.person();
    const options = await alice.call.payments.options();
    expect(options.methods.map(({ method }) => method)).toEqual(['stars', 'card', 'sbp']);
    expect(options.packs[1]?.roubles).toBe(27_900);
    const requestId = randomUUID();
    const orders = await Promise.all([
      world.order(alice, { requestId }),
      world.order(alice, { requestId }),
    ]);
    expect(orders[0]).toMatchObject({ id: orders[1].id, amount: 27_900, currency: 'RUB' });
    expect(orders[0].paymentId).toBe(orders[1].paymentId);
    expect(yookassa.shop.payment(orders[0].paymentId)).toMatchObject({
      amount: { value: '279.00', currency: 'RUB' },
      metadata: { order_id: orders[0].id, bot: 'main' },
    });
    expect(yookassa.shop.requests.get(orders[0].paymentId)?.confirmation).toMatchObject({
      type: 'redirect',
      return_url: `https://example.org/wallet/payments?startapp=pay_${orders[0].id}`,
    });
  });

  it('credits when YooKassa confirms it, however often and at the same moment', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    yookassa.notifications.holding = false;
    const statuses = await yookassa.notifications.release({ times: 20, order: 'shuffled' });
    expect(new Set(statuses)).toEqual(new Set([200]));
    const forged = Array.from({ length: 10 }, () => world.notify(succeeded(order.paymentId)));
    expect(new Set(await Promise.all(forged))).toEqual(new Set([200]));
    await becomes(alice, order.id, 'succeeded');
    await eventsProcessed();
    expect(await world.coinsOf(alice)).toBe(PAID);
  });

  it('credits a notification that arrives before the answer to the order', async () => {
    const alice = await test.person();
    yookassa.settleBeforeAnswer = 'pay';
    const order = await world.order(alice).catch(() => null);
    yookassa.settleBeforeAnswer = null;
    const [item] = (await alice.call.payments.list({})).items;
    await becomes(alice, order?.id ?? item?.id ?? '', 'succeeded');
    expect(await world.coinsOf(alice)).toBe(PAID);
  });

  it('ends as cancelled when the bank declines, and the discount is free again', async () => {
    const alice = await test.person();
    const order = await world.order(alice, { promoCode: 'SAVE20' });
    expect(order.amount).toBe(22_320);
    yookassa.decline(order.paymentId);
    await becomes(alice, order.id, 'cancelled');
    expect(await world.order(alice, { promoCode: 'SAVE20' })).toMatchObject({ amount: 22_320 });
  });

  it('ends in the same balances in whatever order payment and refund are reported', async () => {
    for (let round = 0; round < 5; round += 1) {
      const alice = await test.person();
      const order = await world.order(alice);
      yookassa.notifications.holding = true;
      yookassa.pay(order.paymentId);
      yookassa.shop.refund({
        payment_id: order.paymentId,
        amount: { value: '279.00', currency: 'RUB' },
      });
      yookassa.notifications.holding = false;
      await yookassa.notifications.release({ times: 3, order: 'shuffled' });
      await becomes(alice, order.id, 'refunded');
      await eventsProcessed();
      expect(await world.coinsOf(alice)).toBe(START_COINS);
    }
  });
});

describe('notifications that must not be accepted', () => {
  it('credits nothing for a payment that YooKassa does not confirm', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    expect(await world.notify(succeeded(order.paymentId))).toBe(200);
    expect(await world.notify(succeeded(randomUUID()))).toBe(200);
    await eventsProcessed();
    expect(await statusOf(alice, order.id)).toBe('pending');
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });

  it('refuses other addresses than YooKassa’s', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    expect(await world.notify(succeeded(order.paymentId), '8.8.8.8')).toBe(403);
    expect(await world.notify(succeeded(order.paymentId), '185.71.76.32')).toBe(403);
    expect(await world.notify(succeeded(order.paymentId), '185.71.76.31')).toBe(200);
    expect(await world.notify(succeeded(order.paymentId), '2a02:5180::1')).toBe(200);
    expect(await world.notify('not json', '185.71.76.1')).toBe(400);
    expect(await world.notify({ type: 'notification', event: 'deal.closed', object: {} })).toBe(
      200,
    );
  });

  it.each([
    ['amount', { amount: { value: '1.00', currency: 'RUB' } }, 'other_amount'],
    ['currency', { amount: { value: '279.00', currency: 'USD' } }, 'other_currency'],
    ['shop', { recipient: { account_id: '1', gateway_id: '2' } }, 'other_shop'],
    ['kind of shop', { test: false }, 'test_payment'],
    ['mark', { paid: false }, 'not_paid'],
    ['order', { metadata: { order_id: randomUUID() } }, 'unknown_order'],
  ])('raises an alert for another %s, and credits nothing', async (_what, change, reason) => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    Object.assign(yookassa.shop.payment(order.paymentId), change);
    yookassa.notifications.holding = false;
    await yookassa.notifications.release();
    await vi.waitFor(async () => {
      expect(await test.app.db.query(readAlerts)).toContainEqual(
        expect.objectContaining({
          kind: 'payment_mismatch',
          key: `yookassa:${order.paymentId}`,
          detail: expect.objectContaining({ reason }),
        }),
      );
    }, PATIENCE);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    expect(await statusOf(alice, order.id)).toBe('pending');
  });

  /** The payment of one order, whose answer from YooKassa names the order of somebody else. */
  async function crossed(other: 'opened' | 'not opened yet') {
    const [alice, mallory] = [await test.person(), await test.person()];
    const victim = await world.order(alice);
    const order = await world.order(mallory);
    if (other === 'not opened yet') {
      await test.app.db.query(forgetOpening, [victim.id]);
    }
    yookassa.notifications.holding = true;
    return {
      people: [alice, mallory],
      orders: [victim.id, order.id],
      paymentId: order.paymentId,
      async notifyServer() {
        yookassa.shop.payment(order.paymentId).metadata.order_id = victim.id;
        yookassa.notifications.holding = false;
        await yookassa.notifications.release();
        await vi.waitFor(async () => {
          expect(await test.app.db.query(readAlerts)).toContainEqual(
            expect.objectContaining({
              kind: 'payment_mismatch',
              key: `yookassa:${order.paymentId}`,
              detail: expect.objectContaining({ reason: 'other_payment' }),
            }),
          );
        }, PATIENCE);
      },
    };
  }

  it.each(['opened', 'not opened yet'] as const)(
    'credits nobody for a payment that names another order than its own, which is %s',
    async (other) => {
      const { people, orders, paymentId, notifyServer } = await crossed(other);
      yookassa.pay(paymentId);
      await notifyServer();
      for (const [n, payer] of people.entries()) {
        expect(await world.coinsOf(payer)).toBe(START_COINS);
        expect(['created', 'pending']).toContain(await statusOf(payer, orders[n] ?? ''));
      }
    },
  );

  it.each(['opened', 'not opened yet'] as const)(
    'cancels no order for a payment that was created for another, while its own is %s',
    async (other) => {
      const { people, orders, paymentId, notifyServer } = await crossed(other);
      yookassa.decline(paymentId);
      await notifyServer();
      for (const [n, payer] of people.entries()) {
        expect(['created', 'pending']).toContain(await statusOf(payer, orders[n] ?? ''));
      }
    },
  );

  it('ignores payments of the shop’s other products', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    const before = (await test.app.db.query(readAlerts)).length;
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    Object.assign(yookassa.shop.payment(order.paymentId), { metadata: {} });
    yookassa.notifications.holding = false;
    await yookassa.notifications.release();
    await eventsProcessed();
    expect(await test.app.db.query(readAlerts)).toHaveLength(before);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });
});

describe('when YooKassa is slow or silent', () => {
  it('answers the notification at once and credits in a job', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    yookassa.notifications.holding = false;
    yookassa.faults.add('payments.get', commonFaults.hang(2500));
    const started = performance.now();
    expect(await yookassa.notifications.release()).toEqual([200]);
    expect(performance.now() - started).toBeLessThan(1000);
    await becomes(alice, order.id, 'succeeded');
  });

  it('tries again after errors of the API', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.faults.add('payments.get', commonFaults.status(500), 2);
    yookassa.pay(order.paymentId);
    await becomes(alice, order.id, 'succeeded');
    expect(await world.coinsOf(alice)).toBe(PAID);
  });

  it('finds a payment whose notification was lost, by polling and by asking', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const [polled, asked] = [await world.order(alice), await world.order(bob)];
    yookassa.notifications.holding = true;
    yookassa.pay(polled.paymentId);
    yookassa.pay(asked.paymentId);
    yookassa.notifications.drop();
    yookassa.notifications.holding = false;
    expect(await bob.call.payments.get({ id: asked.id, check: true })).toMatchObject({
      status: 'succeeded',
    });
    await test.app.db.query(askAgain);
    await reconcile(test.app);
    expect(await statusOf(alice, polled.id)).toBe('succeeded');
    await reconcile(test.app);
    expect(await world.coinsOf(alice)).toBe(PAID);
    expect(await world.coinsOf(bob)).toBe(PAID);
  });

  it('credits money that comes after the person has cancelled', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    await alice.call.payments.cancel({ id: order.id });
    yookassa.pay(order.paymentId);
    await becomes(alice, order.id, 'succeeded');
    expect(await world.coinsOf(alice)).toBe(PAID);
  });

  it('reports that the provider is unavailable, keeps the order, and opens it with the next try', async () => {
    const alice = await test.person();
    const requestId = randomUUID();
    yookassa.faults.add('payments.create', commonFaults.status(500), 3);
    await expect(world.order(alice, { requestId })).rejects.toMatchObject({
      message: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    expect(await world.order(alice, { requestId })).toMatchObject({ status: 'pending' });
  });
});

describe('a refund in roubles', () => {
  async function paidOrder() {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.pay(order.paymentId);
    await becomes(alice, order.id, 'succeeded');
    return { alice, order };
  }

  async function refund(chargeId: string) {
    const { userId } = await test.admin();
    const actor = { userId, telegramId: 0, role: 'admin' as const, botName: 'main' };
    const request = { provider: 'yookassa' as const, chargeId, reason: 'asked for it' };
    return await refundCharge(test.app, actor, { ...request, requestId: randomUUID() });
  }

  it('refunds the money once and claws back the coins', async () => {
    const { alice, order } = await paidOrder();
    // The second may come when the first is over: then it is refused.
    const asked = await Promise.allSettled([refund(order.paymentId), refund(order.paymentId)]);
    expect(asked).toContainEqual({ status: 'fulfilled', value: { status: 'refunding' } });
    await becomes(alice, order.id, 'refunded');
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    expect(yookassa.shop.payment(order.paymentId).refunded_amount.value).toBe('279.00');
  });

  it('waits for a refund that YooKassa has not finished', async () => {
    const { alice, order } = await paidOrder();
    yookassa.shop.refundOutcome = 'pending';
    await refund(order.paymentId);
    const pending = () =>
      [...yookassa.shop.refunds.values()].find(({ payment_id }) => payment_id === order.paymentId);
    await vi.waitFor(() => expect(pending()).toBeDefined(), PATIENCE);
    yookassa.shop.refundOutcome = 'succeeded';
    expect(await statusOf(alice, order.id)).toBe('succeeded');
    yookassa.shop.settleRefund(pending()?.id ?? '', 'succeeded');
    await becomes(alice, order.id, 'refunded');
  });

  it('claws back a part of the coins for a part of the money, and raises an alert', async () => {
    const { alice, order } = await paidOrder();
    yookassa.shop.refund({
      payment_id: order.paymentId,
      amount: { value: '100.00', currency: 'RUB' },
    });
    await vi.waitFor(async () => {
      expect(await test.app.db.query(readAlerts)).toContainEqual(
        expect.objectContaining({ kind: 'partial_refund' }),
      );
    }, PATIENCE);
    // 100 of 279 roubles for 100 coins.
    expect(await world.coinsOf(alice)).toBe(PAID - 3584);
  });
});
