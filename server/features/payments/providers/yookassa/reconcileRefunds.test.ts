import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { sql } from '../../../../db/statement.ts';
import { reconcile } from '../../reconcile.ts';
import { PATIENCE, START_COINS } from '../stars/testing/starWorld.ts';
import { reconcileRoubleRefunds } from './reconcileRefunds.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;
type Payer = Awaited<ReturnType<typeof test.person>>;
const WHOLE = { value: '279.00', currency: 'RUB' };

const readEntries = sql<Record<string, unknown>>(`
  select (select count(*) from ledger_entries) as entries, (select count(*) from alerts) as alerts,
    (select count(*) from outbox_messages) as messages,
    (select count(*) from payment_charges where status = 'refunded') as refunded
`);
const readAlerts = sql<{ kind: string; key: string; detail: Record<string, unknown> }>(
  `select kind, key, detail from alerts where key like 'yookassa:' || $1 || '%' order by id`,
);
const makeOrdersOld = sql(`update payments set created_at = created_at - interval '10 days'`);
const readReferral = sql<{ referral_code: string }>(
  'select referral_code from users where id = $1',
);
const countOpenEvents = sql<{ open: number }>(
  `select count(*) as open from inbox_events where source = 'yookassa' and processed_at is null`,
);

const statusOf = async (payer: Payer, id: string) => (await payer.call.payments.get({ id })).status;

async function paid(payer: Payer) {
  const order = await world.order(payer);
  yookassa.pay(order.paymentId);
  await vi.waitFor(async () => expect(await statusOf(payer, order.id)).toBe('succeeded'), PATIENCE);
  return order;
}

/**
 * A refund in YooKassa's cabinet.
 * @returns its notification, which is not delivered.
 */
function refundWithoutNotification(paymentId: string, amount = WHOLE) {
  yookassa.notifications.holding = true;
  const refund = yookassa.shop.refund({ payment_id: paymentId, amount });
  yookassa.notifications.drop();
  yookassa.notifications.holding = false;
  return { type: 'notification', event: 'refund.succeeded', object: refund };
}

const reads = (path: RegExp) =>
  yookassa.requests.filter((request) => request.method === 'GET' && path.test(request.path));

describe('a YooKassa refund whose notification was lost', () => {
  it('claws back the coins and what depended on them, once, also when the refund is reported late', async () => {
    const inviter = await test.person();
    const [own] = await test.app.db.query(readReferral, [inviter.userId]);
    const friend = await test.person({ startParam: `r_${own?.referral_code}` });
    const before = { inviter: await world.coinsOf(inviter), friend: await world.coinsOf(friend) };
    const order = await paid(friend);
    expect(await world.coinsOf(friend)).toBe(before.friend + 10_000);
    expect(await world.coinsOf(inviter)).toBeGreaterThan(before.inviter);
    const late = refundWithoutNotification(order.paymentId);
    expect(await world.coinsOf(friend)).toBe(before.friend + 10_000);

    await reconcile(test.app);
    expect(await statusOf(friend, order.id)).toBe('refunded');
    expect(await world.coinsOf(friend)).toBe(before.friend);
    expect(await world.coinsOf(inviter)).toBe(before.inviter);

    const entries = await test.app.db.query(readEntries);
    await Promise.all([reconcile(test.app), reconcileRoubleRefunds(test.app, { whole: true })]);
    expect(await world.notify(late)).toBe(200);
    await vi.waitFor(
      async () => expect((await test.app.db.query(countOpenEvents))[0]?.open).toBe(0),
      PATIENCE,
    );
    expect(await test.app.db.query(readEntries)).toEqual(entries);
  });

  it('credits and claws back a payment whose two notifications were both lost', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    refundWithoutNotification(order.paymentId);
    await reconcileRoubleRefunds(test.app);
    expect(await statusOf(alice, order.id)).toBe('refunded');
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });

  it('goes through several pages, asks once about each payment, and on from where it was', async () => {
    const alice = await test.person();
    const order = await paid(alice);
    const foreign = yookassa.shop.create({
      amount: { value: '1000.00', currency: 'RUB' },
      capture: true,
      confirmation: { type: 'redirect', return_url: 'https://example.org/' },
    });
    yookassa.notifications.holding = true;
    yookassa.pay(foreign.id);
    refundWithoutNotification(order.paymentId);
    for (let nth = 0; nth < 230; nth += 1) {
      refundWithoutNotification(foreign.id, { value: '1.00', currency: 'RUB' });
    }
    const asked = reads(/\/refunds/).length;
    await reconcileRoubleRefunds(test.app);
    expect(await statusOf(alice, order.id)).toBe('refunded');
    expect(reads(/\/refunds/).length - asked).toBe(3);
    expect(reads(new RegExp(`payments/${foreign.id}`))).toHaveLength(1);

    // A day later nothing of this is read again.
    for (const refund of yookassa.shop.refunds.values()) {
      refund.created_at = new Date(Date.parse(refund.created_at) - 86_400_000).toISOString();
    }
    const lists = reads(/\/refunds/).length;
    await reconcileRoubleRefunds(test.app);
    expect(reads(/\/refunds/).length - lists).toBe(1);
    expect(reads(new RegExp(`payments/${foreign.id}`))).toHaveLength(1);
  });

  it('waits for a refund that YooKassa has not finished, however long that takes', async () => {
    const alice = await test.person();
    const order = await paid(alice);
    yookassa.shop.refundOutcome = 'pending';
    const { object } = refundWithoutNotification(order.paymentId);
    yookassa.shop.refundOutcome = 'succeeded';
    object.created_at = new Date(Date.now() - 86_400_000).toISOString();
    const other = await paid(await test.person());
    refundWithoutNotification(other.paymentId);
    await test.app.db.query(makeOrdersOld);
    await reconcileRoubleRefunds(test.app, { whole: true });
    expect(await statusOf(alice, order.id)).toBe('succeeded');
    yookassa.notifications.holding = true;
    yookassa.shop.settleRefund(object.id, 'succeeded');
    yookassa.notifications.drop();
    yookassa.notifications.holding = false;
    await reconcileRoubleRefunds(test.app);
    expect(await statusOf(alice, order.id)).toBe('refunded');
  });

  it('continues with the others when one payment can’t be read, and retries it', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const [first, second] = [await paid(alice), await paid(bob)];
    refundWithoutNotification(first.paymentId);
    refundWithoutNotification(second.paymentId);
    // The newest is read first; every attempt at it fails.
    yookassa.faults.add('payments.get', commonFaults.status(500), 3);
    await reconcileRoubleRefunds(test.app);
    expect(await statusOf(bob, second.id)).toBe('succeeded');
    expect(await statusOf(alice, first.id)).toBe('refunded');
    await reconcileRoubleRefunds(test.app);
    expect(await statusOf(bob, second.id)).toBe('refunded');
  });
});

describe('a refund in the list that does not match', () => {
  it.each([
    ['is for a payment that YooKassa does not know', 'unknown_payment'],
    ['is not counted by its payment', 'refund_not_counted'],
    ['is in another currency than its payment', 'refund_in_other_currency'],
  ])('raises an alert when it %s, and takes nothing', async (_what, reason) => {
    const alice = await test.person();
    const order = await paid(alice);
    const { object } = refundWithoutNotification(order.paymentId);
    const payment = yookassa.shop.payment(order.paymentId);
    if (reason === 'unknown_payment') {
      object.payment_id = randomUUID();
    } else if (reason === 'refund_not_counted') {
      payment.refunded_amount = { value: '0.00', currency: 'RUB' };
    } else {
      payment.refunded_amount = { value: '279.00', currency: 'USD' };
    }
    await reconcileRoubleRefunds(test.app);
    expect(await test.app.db.query(readAlerts, [object.payment_id])).toContainEqual(
      expect.objectContaining({
        kind: 'payment_mismatch',
        detail: expect.objectContaining({ reason }),
      }),
    );
    expect(await statusOf(alice, order.id)).toBe('succeeded');
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
    yookassa.shop.refunds.delete(object.id);
  });

  it('raises an alert for a part, and claws back the coins when the parts make up the whole', async () => {
    const alice = await test.person();
    const order = await paid(alice);
    refundWithoutNotification(order.paymentId, { value: '100.00', currency: 'RUB' });
    await reconcileRoubleRefunds(test.app);
    expect(await test.app.db.query(readAlerts, [order.paymentId])).toMatchObject([
      { kind: 'partial_refund', detail: { returned: 10_000, coins: 3584, missing: 0 } },
    ]);
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000 - 3584);
    expect(await statusOf(alice, order.id)).toBe('succeeded');
    refundWithoutNotification(order.paymentId, { value: '179.00', currency: 'RUB' });
    await reconcileRoubleRefunds(test.app);
    expect(await statusOf(alice, order.id)).toBe('refunded');
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });
});
