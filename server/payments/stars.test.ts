import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { PATIENCE, START_COINS, starWorld } from '../testing/starWorld.ts';

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

  it('is told to the person by the bot, once', async () => {
    const alice = await world.payer();
    telegram.chats.say('main', alice.person.id, '/start');
    await world.settled();
    const order = await world.order(alice);
    await telegram.stars.pay(order.link, alice.person.id);
    const told = () =>
      telegram.chats
        .messages('main', alice.person.id)
        .filter(({ text }) => text === 'Payment received: 100 coins added.');
    await vi.waitFor(() => expect(told()).toHaveLength(1), PATIENCE);
    telegram.queue('main').deliverAgain(lastPayment().update_id);
    await world.settled();
    expect(told()).toHaveLength(1);
  });
});

describe('updates that come again', () => {
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

  it('end in the same books in 20 random orders, payment and refund mixed', async () => {
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

  it('take back what was never credited when the refund is heard of first', async () => {
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

describe('an order that was not open any more', () => {
  it('is refused at the checkout when it was cancelled, and honoured when the money comes', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await alice.call.payments.cancel({ id: order.id });
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({
      status: 'failed',
      error: 'This invoice is closed. Create a new one in the app.',
    });
    expect(await world.send(paid(alice.person.id, order.id, 160, 'late-charge'))).toBe(200);
    expect(await world.coinsOf(alice)).toBe(PAID);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({ status: 'succeeded' });
  });

  it('credits a second charge as well: the person has paid twice', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({
      status: 'failed',
    });
    await world.send(paid(alice.person.id, order.id, 160, 'second-charge'));
    expect(await world.coinsOf(alice)).toBe(PAID + 10_000);
    expect(await world.charges(order.id)).toHaveLength(2);
  });
});

describe('a charge that fits no order', () => {
  it.each([
    ['another amount', (id: number, order: string) => paid(id, order, 1, `odd-${order}`)],
    [
      'another currency',
      (id: number, order: string) => paid(id, order, 160, `usd-${order}`, 'USD'),
    ],
  ])('is given back and raises an alert: %s', async (_what, update) => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const refunds = () => telegram.api.calls.filter((call) => call.method === 'refundStarPayment');
    const before = refunds().length;
    expect(await world.send(update(alice.person.id, order.id))).toBe(200);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    await vi.waitFor(() => expect(refunds().length).toBeGreaterThan(before), PATIENCE);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({ status: 'pending' });
    expect((await world.alerts()).at(-1)).toMatchObject({ kind: 'unmatched_charge' });
  });

  it('is given back to the stranger who paid it, and credits nobody', async () => {
    const alice = await world.payer();
    const mallory = await world.payer();
    const order = await world.order(alice);
    expect(await telegram.stars.pay(order.link, mallory.person.id)).toMatchObject({
      status: 'failed',
      error: 'This invoice belongs to somebody else.',
    });
    // Should Telegram charge all the same, the Stars go back to who paid them.
    const invoice = telegram.stars.createInvoice({
      bot: 'main',
      title: 'old',
      description: 'old',
      payload: 'what-an-earlier-bot-sold',
      stars: 10,
    });
    const from = mallory.person.id;
    const charge = chargeBehindTheBot(from, invoice.slug);
    await world.send(paid(from, 'what-an-earlier-bot-sold', 10, charge));
    await vi.waitFor(() => {
      expect(
        telegram.stars.charges('main').find(({ id }) => id === charge)?.refundedAt,
      ).toBeDefined();
    }, PATIENCE);
    await vi.waitFor(async () => {
      const alert = (await world.alerts()).find(({ key }) => key === `stars:${charge}`);
      expect(alert?.resolved_at).not.toBeNull();
    }, PATIENCE);
    expect(await world.coinsOf(mallory)).toBe(START_COINS);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });
});

describe('the checkout', () => {
  it('refuses another amount, another bot, an unknown and an expired invoice', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const invoice = (fields: { payload?: string; stars?: number; bot?: string }) =>
      telegram.stars.createInvoice({
        bot: 'main',
        title: 'forged',
        description: 'forged',
        payload: order.id,
        stars: order.amount,
        ...fields,
      }).slug;
    const outcomes = await Promise.all(
      [
        invoice({ stars: 1 }),
        invoice({ bot: 'quiz' }),
        invoice({ payload: 'nothing' }),
        invoice({ payload: crypto.randomUUID() }),
      ].map((slug) => telegram.stars.pay(slug, alice.person.id)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('failed'));
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({ status: 'paid' });
    await world.settled();
  });

  it('answers within a second while the tables of the job queue are locked', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const locker = new pg.Client({ connectionString: world.test.databaseUrl });
    await locker.connect();
    await locker.query('begin; lock table pgboss.job in access exclusive mode');
    const started = performance.now();
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({ status: 'paid' });
    expect(performance.now() - started).toBeLessThan(1000);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(PAID);
    await locker.query('rollback');
    await locker.end();
  });

  it('answers while every connection of the pool is waiting for a lock', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const locker = new pg.Client({ connectionString: world.test.databaseUrl });
    await locker.connect();
    await locker.query('begin');
    await locker.query('select from users where id = $1 for update', [alice.userId]);
    const waiting = Array.from({ length: 10 }, () =>
      alice.call.me.updateSettings({ language: 'en' }),
    );
    const started = performance.now();
    const paying = telegram.stars.pay(order.link, alice.person.id);
    expect(await paying).toMatchObject({ status: 'paid' });
    expect(performance.now() - started).toBeLessThan(1000);
    await locker.query('rollback');
    await locker.end();
    await Promise.all(waiting);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(PAID);
  });
});

describe('the webhook', () => {
  it('believes nobody without the secret', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const update = paid(alice.person.id, order.id, 160, 'forged');
    expect(await world.send(update, { secret: 'wrong' })).toBe(403);
    expect(await world.send(update, { secret: '' })).toBe(403);
    expect(await world.send(update, { bot: 'nobody' })).toBe(404);
    expect(await world.send({ update_id: 'x' })).toBe(400);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });
});

/** The update of a charge, as Telegram writes it. */
function paid(from: number, payload: string, amount: number, chargeId: string, currency = 'XTR') {
  const person = { id: from, is_bot: false, first_name: 'Alice' };
  return {
    message: {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      from: person,
      chat: { ...person, type: 'private' },
      successful_payment: {
        currency,
        total_amount: amount,
        invoice_payload: payload,
        telegram_payment_charge_id: chargeId,
        provider_payment_charge_id: '',
      },
    },
  };
}

/** Telegram has charged although the bot never agreed. */
function chargeBehindTheBot(userId: number, slug: string): string {
  const { bot, payload, stars } = telegram.stars.invoice(slug);
  const id = `stx-${slug}`;
  const date = Math.floor(Date.now() / 1000);
  telegram.world.data.charges.push({ id, bot, userId, stars, payload, slug, date });
  return id;
}
