import { describe, expect, it, vi } from 'vitest';
import { paid } from './testing/paidUpdate.ts';
import { PATIENCE, START_COINS, starWorld } from './testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;
const PAID = START_COINS + 10_000;

/** The last update that said a charge was made. */
function lastPayment() {
  const updates = telegram.queue('main').history.filter((u) => u.message?.successful_payment);
  const update = updates.at(-1);
  if (!update) {
    throw new Error('nobody has paid');
  }
  return update;
}

describe('a payment in Stars', () => {
  it('credits the pack once it is paid', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    expect(order).toMatchObject({ status: 'pending', amount: 160, currency: 'XTR', coins: 10_000 });
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    const { status, charge } = await telegram.stars.pay(order.link, alice.person.id);
    expect(status).toBe('paid');
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(PAID);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({
      status: 'succeeded',
      payUrl: null,
      paidAt: expect.any(String),
    });
    expect(await world.charges(order.id)).toEqual([
      { charge_id: charge?.id, status: 'credited', coins: 10_000 },
    ]);
  });

  it('is announced to the open app, after the commit', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const stop = new AbortController();
    const heard: unknown[] = [];
    const listening = (async () => {
      for await (const event of world.app.live.subscribe(alice.userId, stop.signal)) {
        heard.push(event);
      }
    })();
    await telegram.stars.pay(order.link, alice.person.id);
    await vi.waitFor(() => {
      expect(heard).toContainEqual({
        type: 'payment',
        id: order.id,
        status: 'succeeded',
        coins: 10_000,
      });
      expect(heard).toContainEqual({ type: 'balance' });
    }, PATIENCE);
    stop.abort();
    await listening;
  });

  it('is reported to the person by the bot, once', async () => {
    const alice = await world.payer();
    telegram.chats.say('main', alice.person.id, '/start');
    await world.settled();
    const order = await world.order(alice);
    await telegram.stars.pay(order.link, alice.person.id);
    const findReceipts = () =>
      telegram.chats
        .messages('main', alice.person.id)
        .filter(({ text }) => text === 'Payment received: 100 coins added.');
    await vi.waitFor(() => expect(findReceipts()).toHaveLength(1), PATIENCE);
    telegram.queue('main').deliverAgain(lastPayment().update_id);
    await world.settled();
    expect(findReceipts()).toHaveLength(1);
  });
});

describe('repeated updates', () => {
  it('credit once, whether one after another, at the same moment, or as new updates', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    const { update_id, message } = lastPayment();
    const same = Array.from({ length: 10 }, () => world.send({ update_id, message }));
    const renamed = Array.from({ length: 10 }, () => world.send({ message }));
    expect(new Set(await Promise.all([...same, ...renamed]))).toEqual(new Set([200]));
    expect(await world.coinsOf(alice)).toBe(PAID);
    expect(await world.charges(order.id)).toHaveLength(1);
  });

  it('credit once when the very first delivery comes 20 times at the same moment', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    telegram.queue('main').hold();
    const paying = telegram.stars.pay(order.link, alice.person.id);
    await vi.waitFor(() =>
      expect(telegram.queue('main').history.at(-1)?.pre_checkout_query).toBeDefined(),
    );
    telegram.queue('main').release();
    telegram.queue('main').faults.dropNext = 1;
    await paying;
    const { update_id, message } = lastPayment();
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    const many = Array.from({ length: 20 }, () => world.send({ update_id, message }));
    expect(new Set(await Promise.all(many))).toEqual(new Set([200]));
    expect(await world.coinsOf(alice)).toBe(PAID);
  });

  it('end in the same balances in 20 random orders, payment and refund mixed', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const { charge } = await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    telegram.stars.refund('main', alice.person.id, charge?.id ?? '');
    await world.settled();
    const updates = telegram
      .queue('main')
      .history.filter(
        ({ message }) =>
          message?.successful_payment?.telegram_payment_charge_id === charge?.id ||
          message?.refunded_payment?.telegram_payment_charge_id === charge?.id,
      );
    expect(updates).toHaveLength(2);
    for (let round = 0; round < 20; round += 1) {
      const copies = [...updates, ...updates].sort(() => Math.random() - 0.5);
      await Promise.all(copies.map(({ message }) => world.send({ message })));
    }
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    expect(await world.charges(order.id)).toEqual([
      { charge_id: charge?.id, status: 'refunded', coins: 10_000 },
    ]);
  });

  it('changes no balance when the refund is reported before the payment', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    telegram.queue('main').hold();
    const paying = telegram.stars.pay(order.link, alice.person.id);
    await vi.waitFor(() =>
      expect(telegram.queue('main').history.at(-1)?.pre_checkout_query).toBeDefined(),
    );
    telegram.queue('main').release();
    const queue = telegram.queue('main');
    queue.hold();
    const { charge } = await paying;
    telegram.stars.refund('main', alice.person.id, charge?.id ?? '');
    queue.release('reversed');
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({ status: 'refunded' });
  });
});

describe('a payment and its refund at the same moment', () => {
  it('end refunded, whichever transaction comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const alice = await world.payer();
      const order = await world.order(alice);
      const chargeId = `pair-${order.id}`;
      const payment = paid(alice.person.id, order.id, 160, chargeId);
      const { successful_payment, ...message } = payment.message;
      const refund = { message: { ...message, refunded_payment: successful_payment } };
      await Promise.all([world.send(payment), world.send(refund)]);
      expect(await world.charges(order.id)).toEqual([
        { charge_id: chargeId, status: 'refunded', coins: 10_000 },
      ]);
      expect(await world.coinsOf(alice)).toBe(START_COINS);
    }
  });
});

describe('an order that the app cancels', () => {
  it('because Telegram did not take the Stars is not reported as cancelled by the person', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const closed = await alice.call.payments.cancel({ id: order.id, reason: 'stars_not_taken' });
    expect(closed).toMatchObject({ status: 'cancelled', cancelReason: 'stars_not_taken' });
  });

  it('is credited once when the charge was in progress already', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const answered = () =>
      telegram.api.calls.filter(({ method }) => method === 'answerPreCheckoutQuery').length;
    const before = answered();
    const paying = telegram.stars.pay(order.link, alice.person.id, { settleAfterMs: 600 });
    await vi.waitFor(() => expect(answered()).toBeGreaterThan(before), PATIENCE);
    await alice.call.payments.cancel({ id: order.id, reason: 'stars_not_taken' });
    expect(await paying).toMatchObject({ status: 'paid' });
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(PAID);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({
      status: 'succeeded',
      cancelReason: null,
    });
  });
});
