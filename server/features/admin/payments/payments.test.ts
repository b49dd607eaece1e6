import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { commonFaults } from '../../../../simulators/simulatorServer.ts';
import { sql } from '../../../db/statement.ts';
import { dayOf, plusDays } from '../../figures/days.ts';
import { storeDays } from '../../figures/storeDays.ts';
import { readLists } from '../../payments/providerLists.ts';
import { PATIENCE, START_COINS } from '../../payments/providers/stars/testing/starWorld.ts';
import { yooKassaWorld } from '../../payments/providers/yookassa/testing/yooKassaWorld.ts';
import { reconcile } from '../../payments/reconcile.ts';
import { placeOrder } from '../testing.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;
type Payer = Awaited<ReturnType<typeof test.person>>;
let admin: Awaited<ReturnType<typeof test.admin>>;

beforeAll(async () => {
  admin = await test.admin();
});

const statusOf = async (payer: Payer, id: string) => (await payer.call.payments.get({ id })).status;
const kindsOf = async (paymentId: string) =>
  (await admin.call.admin.payment({ paymentId })).timeline.map(({ kind }) => kind);

async function paidOrder() {
  const payer = await test.person({ first_name: '<b>Olga</b>' });
  const order = await world.order(payer);
  yookassa.pay(order.paymentId);
  await vi.waitFor(async () => expect(await statusOf(payer, order.id)).toBe('succeeded'), PATIENCE);
  return { payer, order };
}

const refund = (chargeId: string, amount?: number) =>
  admin.call.admin.refundPayment({
    requestId: randomUUID(),
    provider: 'yookassa',
    chargeId,
    reason: 'asked for it',
    ...(amount === undefined ? {} : { amount }),
  });

const chargeOf = async (paymentId: string) =>
  (await admin.call.admin.payment({ paymentId })).payment.charges[0];

async function expectRefunded(paymentId: string, returned: number) {
  await vi.waitFor(
    async () => expect((await chargeOf(paymentId))?.returned).toBe(returned),
    PATIENCE,
  );
}

describe('a partial refund in roubles', () => {
  it('shows what it takes, refunds just that, and leaves the order paid', async () => {
    const { payer, order } = await paidOrder();
    const charge = { provider: 'yookassa' as const, chargeId: order.paymentId };
    // A third of 279 roubles is a third of 100 coins, rounded down to a hundredth.
    const part = { ...charge, amount: 9_300 };
    expect(await admin.call.admin.refundPreview(part)).toEqual({
      parts: true,
      amount: 9_300,
      left: 27_900,
      coins: 3_333,
      taken: 3_333,
      missing: 0,
    });
    expect(await refund(order.paymentId, 9_300)).toEqual({ status: 'refunding' });
    await expectRefunded(order.id, 9_300);
    expect(await world.coinsOf(payer)).toBe(START_COINS + 10_000 - 3_333);
    expect(yookassa.shop.payment(order.paymentId).refunded_amount.value).toBe('93.00');
    expect(await statusOf(payer, order.id)).toBe('succeeded');

    // The notification, the reconciliation and a check by the team report the same and change nothing.
    await reconcile(test.app);
    await admin.call.admin.checkPayment({ requestId: randomUUID(), paymentId: order.id });
    expect(await world.coinsOf(payer)).toBe(START_COINS + 10_000 - 3_333);
  });

  it('takes the rest of the coins with the rest of the money', async () => {
    const { payer, order } = await paidOrder();
    await refund(order.paymentId, 100);
    await expectRefunded(order.id, 100);
    await refund(order.paymentId, 9_200);
    await expectRefunded(order.id, 9_300);
    expect(await world.coinsOf(payer)).toBe(START_COINS + 10_000 - 3_333);
    await refund(order.paymentId);
    await vi.waitFor(
      async () => expect(await statusOf(payer, order.id)).toBe('refunded'),
      PATIENCE,
    );
    expect(await world.coinsOf(payer)).toBe(START_COINS);
    expect(yookassa.shop.payment(order.paymentId).refunded_amount.value).toBe('279.00');
    await expect(refund(order.paymentId, 100)).rejects.toMatchObject({
      message: 'PAYMENT_NOT_REFUNDABLE',
    });
  });

  it('is refused when less than that is left, and while another partial refund is pending', async () => {
    const { order } = await paidOrder();
    await expect(refund(order.paymentId, 27_901)).rejects.toMatchObject({
      message: 'PAYMENT_NOT_REFUNDABLE',
    });
    yookassa.shop.refundOutcome = 'pending';
    await refund(order.paymentId, 5_000);
    await expect(refund(order.paymentId, 6_000)).rejects.toMatchObject({ message: 'CONFLICT' });
    expect(await refund(order.paymentId, 5_000)).toEqual({ status: 'refunding' });
    yookassa.shop.refundOutcome = 'succeeded';
    const pending = () =>
      [...yookassa.shop.refunds.values()].filter((one) => one.payment_id === order.paymentId);
    await vi.waitFor(() => expect(pending()).toHaveLength(1), PATIENCE);
    yookassa.shop.settleRefund(pending()[0]?.id ?? '', 'succeeded');
    await expectRefunded(order.id, 5_000);
    expect((await chargeOf(order.id))?.status).toBe('credited');
  });

  it('leaves the charge unchanged when YooKassa refuses it', async () => {
    const { payer, order } = await paidOrder();
    yookassa.shop.refundOutcome = 'canceled';
    await refund(order.paymentId, 5_000);
    await vi.waitFor(async () => expect(await kindsOf(order.id)).toContain('alert'), PATIENCE);
    yookassa.shop.refundOutcome = 'succeeded';
    expect(await chargeOf(order.id)).toMatchObject({ returned: 0, status: 'credited' });
    expect(await world.coinsOf(payer)).toBe(START_COINS + 10_000);
    await refund(order.paymentId, 5_000);
    await expectRefunded(order.id, 5_000);
  });

  it('exists only for roubles: Stars are refunded as a whole', async () => {
    const payer = await test.person();
    const chargeId = randomUUID();
    await placeOrder(test.app, payer, { coins: 700, stars: 7, chargeId });
    const part = { provider: 'stars' as const, chargeId, amount: 3 };
    const request = { ...part, requestId: randomUUID(), reason: 'asked for it' };
    await expect(admin.call.admin.refundPayment(request)).rejects.toMatchObject({
      message: 'PAYMENT_NOT_REFUNDABLE',
    });
    await expect(admin.call.admin.refundPreview(part)).rejects.toMatchObject({
      message: 'PAYMENT_NOT_REFUNDABLE',
    });
    expect(await admin.call.admin.refundPreview({ ...part, amount: 7 })).toMatchObject({
      coins: 700,
    });
  });
});

describe('the history of a payment', () => {
  it('lists each step, its author, and YooKassa’s answers, without secrets', async () => {
    const { order } = await paidOrder();
    await vi.waitFor(
      async () => expect(await kindsOf(order.id)).toContain('notification'),
      PATIENCE,
    );
    await refund(order.paymentId);
    await vi.waitFor(async () => expect(await kindsOf(order.id)).toContain('returned'), PATIENCE);
    const details = await admin.call.admin.payment({ paymentId: order.id });
    const told = details.timeline.map(({ kind }) => kind);
    expect(told[0]).toBe('created');
    expect(told).toEqual(
      expect.arrayContaining([
        'charged',
        'credited',
        'notification',
        'admin',
        'refund_asked',
        'returned',
      ]),
    );
    const refunded = details.timeline.filter(({ kind }) =>
      ['admin', 'refund_asked', 'returned'].includes(kind),
    );
    expect(refunded.map(({ kind }) => kind)).toEqual(['admin', 'refund_asked', 'returned']);
    expect(details.timeline.find(({ kind }) => kind === 'notification')?.text).toMatch(
      /^payment\.|^refund\./,
    );
    expect(details.timeline.find(({ kind }) => kind === 'refund_asked')?.text).toBe('asked for it');
    expect(JSON.stringify(details)).not.toMatch(/test_key|confirmation|https?:/);
  });

  it('marks a refund that nobody here has requested, and links to its alert', async () => {
    const { payer, order } = await paidOrder();
    yookassa.shop.refund({
      payment_id: order.paymentId,
      amount: { value: '100.00', currency: 'RUB' },
    });
    await vi.waitFor(async () => expect(await kindsOf(order.id)).toContain('alert'), PATIENCE);
    const { timeline } = await admin.call.admin.payment({ paymentId: order.id });
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'returned_outside', amount: 10_000, coins: 3_584 }),
    );
    const alert = timeline.find(({ kind }) => kind === 'alert');
    expect(alert?.text).toBe('partial_refund');
    const { items } = await admin.call.admin.alerts({});
    expect(items.map(({ id }) => id)).toContain(alert?.alertId);
    expect(await world.coinsOf(payer)).toBe(START_COINS + 10_000 - 3_584);
  });
});

describe('asking the provider', () => {
  it('credits once a payment without a notification, and records it', async () => {
    const payer = await test.person();
    const order = await world.order(payer);
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    const request = { requestId: randomUUID(), paymentId: order.id };
    const answer = await admin.call.admin.checkPayment(request);
    yookassa.notifications.holding = false;
    expect(answer).toEqual({ before: 'pending', status: 'succeeded' });
    expect(await world.coinsOf(payer)).toBe(START_COINS + 10_000);
    expect(await admin.call.admin.checkPayment(request)).toEqual(answer);
    const { items } = await admin.call.admin.actions({ target: `payment:${order.id}` });
    expect(items).toMatchObject([
      { action: 'payment.check', before: { status: 'pending' }, after: { status: 'succeeded' } },
    ]);
  });

  it('reports that the provider does not answer', async () => {
    const payer = await test.person();
    const order = await world.order(payer);
    yookassa.faults.add(
      'payments.get',
      commonFaults.status(403, { type: 'error', code: 'forbidden' }),
    );
    const check = admin.call.admin.checkPayment({ requestId: randomUUID(), paymentId: order.id });
    await expect(check).rejects.toMatchObject({ message: 'PAYMENT_PROVIDER_UNAVAILABLE' });
    yookassa.faults.clear();
  });
});

describe('the comparison of days with the provider’s list', () => {
  const moveCharge = sql(`update payment_charges set paid_at = $2 where charge_id = $1`);

  it('matches, and names the charge that one side lacks', async () => {
    await paidOrder();
    const { order } = await paidOrder();
    await readLists(test.app);
    const today = dayOf(test.app.now());
    const rows = async () =>
      (
        await admin.call.admin.providerTotals({ from: plusDays(today, -7), to: today })
      ).items.filter(({ provider }) => provider === 'yookassa');
    const [fits] = await rows();
    expect(fits?.ours).toEqual(fits?.theirs);
    expect(fits).toMatchObject({ day: today, differs: false });
    expect(await admin.call.admin.providerDay({ provider: 'yookassa', day: today })).toEqual({
      items: [],
    });

    // The provider lists it today; in our ledger it belongs to another day.
    const other = new Date(`${plusDays(today, -2)}T12:00:00Z`);
    await test.app.db.transaction((tx) => tx.query(moveCharge, [order.paymentId, other]));
    await storeDays(test.app, [plusDays(today, -2)]);
    expect(await rows()).toContainEqual(
      expect.objectContaining({ day: plusDays(today, -2), theirs: null, differs: true }),
    );
    const { items } = await admin.call.admin.providerDay({
      provider: 'yookassa',
      day: plusDays(today, -2),
    });
    expect(items).toEqual([
      { kind: 'payment', chargeId: order.paymentId, ours: 27_900, theirs: null },
    ]);
    // Read again, the line counts for the day of our own record.
    await readLists(test.app);
    expect((await rows()).find(({ day }) => day === plusDays(today, -2))?.differs).toBe(false);
  });
});
