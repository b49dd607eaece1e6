import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import { starWorld } from './providers/stars/testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;

const wanted = (more: object = {}) => ({
  requestId: randomUUID(),
  provider: 'stars' as const,
  item: { type: 'pack' as const, code: 'coins-100' },
  ...more,
});
const refusedWith = (message: string) => ({ message });

describe('payments.options', () => {
  it('offers Stars, the packs and the rate of a custom amount', async () => {
    const alice = await world.payer();
    const options = await alice.call.payments.options();
    expect(options.methods).toEqual([{ method: 'stars', provider: 'stars', currency: 'XTR' }]);
    expect(options.packs).toHaveLength(6);
    expect(options.packs[1]).toEqual({
      code: 'coins-100',
      coins: 10_000,
      stars: 160,
      roubles: null,
      bestValue: false,
    });
    expect(options.packs.filter(({ bestValue }) => bestValue).map(({ code }) => code)).toEqual([
      'coins-2500',
    ]);
    expect(options.custom).toEqual({
      min: 1000,
      max: 1_000_000,
      coins: 10_000,
      stars: 160,
      roubles: null,
    });
  });

  it('is refused for unregistered people', async () => {
    await expect(world.test.nobody().payments.options()).rejects.toMatchObject(
      refusedWith('INIT_DATA_MISSING'),
    );
  });
});

describe('payments.quote', () => {
  it.each([
    [{ type: 'pack', code: 'coins-1000' }, 100_000, 1250],
    [{ type: 'custom', coins: 1000 }, 1000, 16],
    [{ type: 'custom', coins: 1001 }, 1001, 17],
    [{ type: 'custom', coins: 1_000_000 }, 1_000_000, 16_000],
    [{ type: 'plan', code: 'month' }, 0, 285],
  ] as const)('prices %j', async (item, coins, amount) => {
    const alice = await world.payer();
    const quote = await alice.call.payments.quote({ provider: 'stars', item });
    expect(quote).toMatchObject({ coins, amount, fullAmount: amount, currency: 'XTR' });
  });

  it.each([
    ['SAVE20', 160, 128, 20],
    [' save20 ', 160, 128, 20],
    ['FIRST50', 160, 80, 50],
  ])('applies a promo code: %s', async (promoCode, fullAmount, amount, discountPercent) => {
    const alice = await world.payer();
    const { requestId: _, ...rest } = wanted({ promoCode });
    expect(await alice.call.payments.quote(rest)).toMatchObject({
      fullAmount,
      amount,
      discountPercent,
      promoCode: promoCode.trim().toUpperCase(),
    });
  });

  it.each([
    [{ item: { type: 'custom' as const, coins: 999 } }, 'AMOUNT_OUT_OF_RANGE'],
    [{ item: { type: 'custom' as const, coins: 1_000_001 } }, 'AMOUNT_OUT_OF_RANGE'],
    [{ item: { type: 'custom' as const, coins: -5 } }, 'BAD_REQUEST'],
    [{ item: { type: 'custom' as const, coins: 1000.5 } }, 'BAD_REQUEST'],
    [{ item: { type: 'pack' as const, code: 'coins-1' } }, 'NOT_FOUND'],
    [{ item: { type: 'plan' as const, code: 'century' } }, 'NOT_FOUND'],
    [{ provider: 'yookassa' as const }, 'PAYMENT_METHOD_UNAVAILABLE'],
    [{ promoCode: 'NOSUCH' }, 'PROMO_NOT_FOUND'],
    [{ promoCode: 'WELCOME2025' }, 'PROMO_NOT_FOR_TOPUP'],
    [{ promoCode: 'SAVE20', item: { type: 'plan' as const, code: 'year' } }, 'PROMO_NEEDS_TOPUP'],
  ])('refuses %j: %s', async (change, code) => {
    const alice = await world.payer();
    const { requestId: _, ...rest } = { ...wanted(), ...change };
    await expect(alice.call.payments.quote(rest)).rejects.toMatchObject(refusedWith(code));
    await expect(alice.call.payments.create({ ...wanted(), ...change })).rejects.toMatchObject(
      refusedWith(code),
    );
    expect((await alice.call.payments.list({})).items).toEqual([]);
  });
});

describe('payments.create', () => {
  it('creates an invoice that Telegram accepts, in the language of the person', async () => {
    const [anna, boris] = [await world.payer(), await world.payer({ languageCode: 'ru' })];
    const invoices = [];
    for (const person of [anna, boris]) {
      const order = await world.order(person, { type: 'custom', coins: 2150 });
      invoices.push(telegram.stars.invoice(order.link));
    }
    expect(invoices.map(({ title }) => title)).toEqual(['21.5 coins', '21,5 монеты']);
    expect(invoices[0]).toMatchObject({ bot: 'main', stars: 35 });
  });

  it('refuses init data that names another bot than the one that signed', async () => {
    const alice = await world.payer();
    const inQuiz = world.test.as(alice.telegram, { botName: 'quiz' });
    await expect(inQuiz.payments.options()).rejects.toMatchObject(refusedWith('INIT_DATA_INVALID'));
  });

  it('returns the same order for the same request, also for ten at once', async () => {
    const alice = await world.payer();
    const input = wanted({ promoCode: 'SAVE20' });
    const orders = await Promise.all(
      Array.from({ length: 10 }, () => alice.call.payments.create(input)),
    );
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1);
    expect(orders[0]).toMatchObject({ amount: 128, promoCode: 'SAVE20', status: 'pending' });
    expect((await alice.call.payments.list({})).items).toHaveLength(1);
  });

  it('refuses the same request with another input, also at the same moment', async () => {
    const alice = await world.payer();
    const input = wanted();
    const other = { ...input, item: { type: 'pack' as const, code: 'coins-50' } };
    const outcomes = await Promise.allSettled(
      [input, other, input, other].map((each) => alice.call.payments.create(each)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const outcome of outcomes.filter(({ status }) => status === 'rejected')) {
      expect(outcome).toMatchObject({ reason: { message: 'IDEMPOTENCY_CONFLICT' } });
    }
    await expect(
      alice.call.payments.create({ ...input, promoCode: 'SAVE20' }),
    ).rejects.toMatchObject(refusedWith('IDEMPOTENCY_CONFLICT'));
  });

  it('keeps the order when Telegram is unavailable, and retries with the same request', async () => {
    const alice = await world.payer();
    const input = wanted();
    telegram.api.fail({
      method: 'createInvoiceLink',
      error: new BotApiError(502, 'Bad Gateway'),
    });
    await expect(alice.call.payments.create(input)).rejects.toMatchObject(
      refusedWith('PAYMENT_PROVIDER_UNAVAILABLE'),
    );
    const [waiting] = (await alice.call.payments.list({})).items;
    expect(waiting).toMatchObject({ status: 'created', payUrl: null });
    const order = await alice.call.payments.create(input);
    expect(order).toMatchObject({ id: waiting?.id, status: 'pending' });
    expect(order.payUrl).toMatch(/^https:\/\/t\.me\/\$/);
  });

  it('takes prices from the catalog, whatever the request holds', async () => {
    const alice = await world.payer();
    const order = await alice.call.payments.create({ ...wanted(), amount: 1, coins: 1e6 } as never);
    expect(order).toMatchObject({ amount: 160, coins: 10_000 });
  });
});

describe('a discount', () => {
  it('is used by paying, and free again after cancelling', async () => {
    const alice = await world.payer();
    const first = await alice.call.payments.create(wanted({ promoCode: 'MEGA50' }));
    await alice.call.payments.cancel({ id: first.id });
    const second = await alice.call.payments.create(wanted({ promoCode: 'MEGA50' }));
    expect(second.amount).toBe(80);
    await telegram.stars.pay(second.payUrl ?? '', alice.person.id);
    await world.settled();
    await expect(alice.call.payments.create(wanted({ promoCode: 'MEGA50' }))).rejects.toMatchObject(
      refusedWith('PROMO_ALREADY_USED'),
    );
  });

  it('moves to the latest order; the earlier invoice can no longer be paid with it', async () => {
    const alice = await world.payer();
    const first = await alice.call.payments.create(wanted({ promoCode: 'BONUS30' }));
    const second = await alice.call.payments.create(wanted({ promoCode: 'BONUS30' }));
    expect(await telegram.stars.pay(first.payUrl ?? '', alice.person.id)).toMatchObject({
      status: 'failed',
    });
    expect(await telegram.stars.pay(second.payUrl ?? '', alice.person.id)).toMatchObject({
      status: 'paid',
    });
    await world.settled();
  });
});

describe('payments.get, list and cancel', () => {
  it('return to everybody their own orders only', async () => {
    const [alice, mallory] = [await world.payer(), await world.payer()];
    const order = await world.order(alice);
    for (const call of [
      () => mallory.call.payments.get({ id: order.id }),
      () => mallory.call.payments.get({ id: order.id, check: true }),
      () => mallory.call.payments.cancel({ id: order.id }),
    ]) {
      await expect(call()).rejects.toMatchObject(refusedWith('NOT_FOUND'));
    }
    expect((await mallory.call.payments.list({})).items).toEqual([]);
  });

  it('list the newest first, page by page, each once', async () => {
    const alice = await world.payer();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.unshift((await world.order(alice)).id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await alice.call.payments.list({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    await expect(alice.call.payments.list({ cursor: 'nowhere' })).rejects.toMatchObject(
      refusedWith('BAD_REQUEST'),
    );
  });

  it('cancel an unpaid order, with the same answer twice, but not a paid one', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await alice.call.payments.cancel({ id: order.id });
    expect(await alice.call.payments.cancel({ id: order.id })).toMatchObject({
      status: 'cancelled',
      payUrl: null,
    });
    const paid = await world.order(alice);
    await telegram.stars.pay(paid.link, alice.person.id);
    await world.settled();
    await expect(alice.call.payments.cancel({ id: paid.id })).rejects.toMatchObject(
      refusedWith('PAYMENT_CLOSED'),
    );
  });

  it('find a payment whose update was lost, when asked to check', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const queue = telegram.queue('main');
    queue.hold();
    const paying = telegram.stars.pay(order.link, alice.person.id);
    queue.release();
    queue.faults.dropNext = 1;
    await paying;
    await world.settled();
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({ status: 'pending' });
    expect(await alice.call.payments.get({ id: order.id, check: true })).toMatchObject({
      status: 'succeeded',
    });
    expect(await world.coinsOf(alice)).toBe(20_000);
  });
});
