import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import * as ledger from '../../ledger/index.ts';
import { PATIENCE, START_COINS, starWorld } from './providers/stars/testing/starWorld.ts';
import { refundCharge } from './refunds.ts';

const world = await starWorld();
const { telegram } = world;
type Payer = Awaited<ReturnType<typeof world.payer>>;

const admin = { userId: 0, telegramId: 0, role: 'admin' as const, botName: 'main' };

async function paidOrder(payer: Payer) {
  const order = await world.order(payer);
  const { charge } = await telegram.stars.pay(order.link, payer.person.id);
  await world.settled();
  return { order, chargeId: charge?.id ?? '' };
}

async function refund(chargeId: string, more: { requestId?: string; reason?: string } = {}) {
  const actor = { ...admin, userId: (await world.test.admin()).userId };
  return await refundCharge(world.app, actor, {
    provider: 'stars',
    chargeId,
    reason: 'asked for it',
    requestId: randomUUID(),
    ...more,
  });
}

const statusOf = async (payer: Payer, id: string) => (await payer.call.payments.get({ id })).status;
const expectRefunded = (payer: Payer, id: string) =>
  vi.waitFor(async () => expect(await statusOf(payer, id)).toBe('refunded'), PATIENCE);

describe('a refund by an admin', () => {
  it('refunds the Stars and claws back the coins', async () => {
    const alice = await world.payer();
    const { order, chargeId } = await paidOrder(alice);
    expect(await refund(chargeId)).toEqual({ status: 'refunding' });
    await expectRefunded(alice, order.id);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    expect(telegram.world.person(alice.person.id).stars).toBe(5000);
  });

  it('is made once, however often it is requested', async () => {
    const alice = await world.payer();
    const { order, chargeId } = await paidOrder(alice);
    const requestId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refund(chargeId, { requestId })),
    );
    expect(answers.map(({ status }) => status)).toContain('refunding');
    await expectRefunded(alice, order.id);
    expect(await refund(chargeId, { requestId })).toEqual({ status: 'refunded' });
    await expect(refund(chargeId)).rejects.toMatchObject({ code: 'PAYMENT_NOT_REFUNDABLE' });
    await expect(refund(chargeId, { requestId, reason: 'another' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    await expect(refund('no-such-charge')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const calls = telegram.api.calls.filter(
      ({ method, params, error }) =>
        method === 'refundStarPayment' &&
        params.telegram_payment_charge_id === chargeId &&
        error === undefined,
    );
    expect(calls).toHaveLength(1);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });

  it('records coins that were spent already as a shortfall', async () => {
    const alice = await world.payer();
    const { order, chargeId } = await paidOrder(alice);
    await world.app.db.transaction((tx) =>
      ledger.post(tx, {
        kind: 'admin_adjustment',
        asset: 'coins',
        direction: 'take',
        actionId: randomUUID(),
        userId: alice.userId,
        botName: 'main',
        actor: 'system',
        amount: 17_000,
      }),
    );
    await refund(chargeId);
    await expectRefunded(alice, order.id);
    expect(await world.coinsOf(alice)).toBe(0);
  });

  it('is retried while Telegram is unavailable', async () => {
    const alice = await world.payer();
    const { order, chargeId } = await paidOrder(alice);
    telegram.api.fail({
      method: 'refundStarPayment',
      error: new BotApiError(502, 'Bad Gateway'),
      times: 1,
    });
    await refund(chargeId);
    await expectRefunded(alice, order.id);
  }, 40_000);

  it('is complete when Telegram says that it was done before', async () => {
    const alice = await world.payer();
    const { order, chargeId } = await paidOrder(alice);
    const queue = telegram.queue('main');
    queue.faults.dropNext = 1;
    telegram.stars.refund('main', alice.person.id, chargeId);
    expect(await statusOf(alice, order.id)).toBe('succeeded');
    await refund(chargeId);
    await expectRefunded(alice, order.id);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });

  it('changes nothing when Telegram refuses, and raises an alert', async () => {
    const alice = await world.payer();
    const { order, chargeId } = await paidOrder(alice);
    telegram.api.fail({
      method: 'refundStarPayment',
      error: new BotApiError(400, 'Bad Request: BALANCE_TOO_LOW'),
    });
    await refund(chargeId);
    await vi.waitFor(async () => {
      expect(await world.alerts()).toContainEqual(
        expect.objectContaining({ kind: 'refund_failed', key: `stars:${chargeId}` }),
      );
    }, PATIENCE);
    expect(await statusOf(alice, order.id)).toBe('succeeded');
    expect(await world.charges(order.id)).toMatchObject([{ status: 'credited' }]);
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
    await refund(chargeId);
    await expectRefunded(alice, order.id);
  });
});

describe('a subscription', () => {
  const month = { type: 'plan', code: 'month' } as const;

  it('runs, renews by a new charge of the same invoice, and lists each charge', async () => {
    const alice = await world.payer();
    const order = await world.order(alice, month);
    expect(telegram.stars.invoice(order.link)).toMatchObject({
      subscriptionPeriod: 2_592_000,
      stars: 285,
    });
    const { charge } = await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    const first = (await alice.call.me.get()).plan;
    expect(first).toMatchObject({ code: 'month', renews: true });
    telegram.stars.renewSubscription(charge?.id ?? '');
    await world.settled();
    const second = (await alice.call.me.get()).plan;
    const longer = Date.parse(second?.endsAt ?? '') - Date.parse(first?.endsAt ?? '');
    expect(longer / 86_400_000).toBeCloseTo(30, 1);
    expect(await world.charges(order.id)).toHaveLength(2);
    const paid = { amount: 285, status: 'credited', paidAt: expect.any(String) };
    const { items } = await alice.call.payments.list({});
    expect(items).toMatchObject([{ id: order.id, charges: [paid, paid] }]);
    await refund(charge?.id ?? '');
    await vi.waitFor(async () => {
      const [one] = (await alice.call.payments.list({})).items;
      expect(one).toMatchObject({
        status: 'succeeded',
        charges: [{ ...paid, status: 'refunded' }, paid],
      });
    }, PATIENCE);

    // A refunded subscription is not charged again; the rest of its time stays.
    const left = (await alice.call.me.get()).plan;
    expect(left).toMatchObject({ endsAt: first?.endsAt, renews: false });
    await vi.waitFor(() => {
      expect(telegram.stars.subscription(charge?.id ?? '').state).toBe('canceled');
    }, PATIENCE);
  });

  it('is not sold a second time while it renews, neither as an order nor at the checkout', async () => {
    const alice = await world.payer();
    const [one, two] = [await world.order(alice, month), await world.order(alice, month)];
    await telegram.stars.pay(one.link, alice.person.id);
    await world.settled();
    expect(await telegram.stars.pay(two.link, alice.person.id)).toMatchObject({
      error: 'The subscription is running already.',
    });
    await expect(world.order(alice, month)).rejects.toMatchObject({
      message: 'PLAN_ALREADY_ACTIVE',
    });
  });

  it('follows changes in Telegram’s own settings', async () => {
    const alice = await world.payer();
    const order = await world.order(alice, month);
    const { charge } = await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    telegram.stars.setSubscriptionCanceled(charge?.id ?? '', true);
    await world.settled();
    expect((await alice.call.me.get()).plan).toMatchObject({ renews: false });
    telegram.stars.setSubscriptionCanceled(charge?.id ?? '', false);
    await world.settled();
    expect((await alice.call.me.get()).plan).toMatchObject({ renews: true });
  });

  it('ends with its refund, at Telegram as well', async () => {
    const alice = await world.payer();
    const order = await world.order(alice, month);
    const { charge } = await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    await refund(charge?.id ?? '');
    await expectRefunded(alice, order.id);
    expect((await alice.call.me.get()).plan).toBeNull();
    await vi.waitFor(() => {
      expect(telegram.stars.subscription(charge?.id ?? '').state).toBe('canceled');
    }, PATIENCE);
  });

  it('gives credits, and claws them back', async () => {
    const alice = await world.payer();
    const order = await world.order(alice, { type: 'plan', code: 'credits-100' });
    const { charge } = await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    expect((await alice.call.me.get()).balance.credits).toBe(100);
    await refund(charge?.id ?? '');
    await expectRefunded(alice, order.id);
    expect((await alice.call.me.get()).balance.credits).toBe(0);
  });
});
