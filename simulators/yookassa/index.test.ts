import { describe, expect, it } from 'vitest';
import { startYooKassaSimulator } from './index.ts';
import { order, SECRET_KEY, SHOP_ID, simulatedShop } from './testing/simulatedShop.ts';

const world = simulatedShop();

describe('payments', () => {
  it('go from pending to succeeded, and the shop is notified', async () => {
    const created = await world.create();
    expect(created.body).toMatchObject({ status: 'pending', paid: false, test: true });
    expect(created.body.confirmation.confirmation_url).toContain(created.body.id);
    world.simulator.pay(created.body.id);
    await world.simulator.notifications.idle();
    expect(world.received).toMatchObject([
      { event: 'payment.succeeded', object: { id: created.body.id, amount: { value: '100.00' } } },
    ]);
    const read = await world.call('GET', `/payments/${created.body.id}`);
    expect(read.body).toMatchObject({ status: 'succeeded', paid: true, metadata: { order: '7' } });
  });

  it('return a token for the widget and data for a QR code', async () => {
    const embedded = await world.create(order('1.00', { confirmation: { type: 'embedded' } }));
    expect(embedded.body.confirmation.confirmation_token).toMatch(/^ct-/);
    const qr = await world.create(order('1.00', { confirmation: { type: 'qr' } }));
    expect(qr.body.confirmation.confirmation_data).toContain('/checkout/');
  });

  it.each([
    ['another secret', '100500:wrong', 401],
    ['another shop', '1:test_secret', 401],
  ])('refuse %s', async (_name, auth, status) => {
    expect((await world.call('GET', '/payments', { auth })).status).toBe(status);
  });

  it.each([
    ['10', 'amount.value'],
    ['10.0', 'amount.value'],
    ['10,00', 'amount.value'],
    ['-1.00', 'amount.value'],
    ['0.00', 'amount.value'],
  ])('refuse the amount %s', async (value, parameter) => {
    const answer = await world.create(order(value));
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', parameter } });
  });

  it('accept a receipt only when it is complete and adds up to the amount', async () => {
    const item = {
      description: 'Coins',
      quantity: 2,
      amount: { value: '50.00', currency: 'RUB' },
      vat_code: 1,
      payment_subject: 'service',
      payment_mode: 'full_payment',
    };
    const receipt = { customer: { email: 'a@example.org' }, items: [item] };
    expect((await world.create(order('100.00', { receipt }))).status).toBe(200);
    expect((await world.create(order('99.00', { receipt }))).body.parameter).toBe('receipt');
    const nobody = { ...receipt, customer: {} };
    expect((await world.create(order('100.00', { receipt: nobody }))).status).toBe(400);
    world.simulator.shop.requiresReceipts = true;
    expect((await world.create()).body.parameter).toBe('receipt');
  });

  it('can be cancelled only while they wait for capture', async () => {
    const held = (await world.create(order('5.00', { capture: false }))).body.id;
    expect((await world.call('POST', `/payments/${held}/cancel`, { key: 'c1' })).status).toBe(400);
    world.simulator.pay(held);
    const cancelled = await world.call('POST', `/payments/${held}/cancel`, { key: 'c2' });
    expect(cancelled.body).toMatchObject({
      status: 'canceled',
      cancellation_details: { party: 'merchant' },
    });
    await world.simulator.notifications.idle();
    expect(world.received.map(({ event }) => event)).toEqual([
      'payment.waiting_for_capture',
      'payment.canceled',
    ]);
  });

  it('are listed by page, newest first', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      ids.unshift((await world.create()).body.id);
    }
    const first = await world.call('GET', '/payments?limit=2');
    expect(first.body.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await world.call('GET', `/payments?limit=2&cursor=${first.body.next_cursor}`);
    expect(second.body.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.body.next_cursor).toBeUndefined();
  });
});

describe('idempotence', () => {
  it('gives the same answer to the same request, also in parallel', async () => {
    const answers = await Promise.all([
      world.create(order(), 'same'),
      world.create(order(), 'same'),
      world.create(order(), 'same'),
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(world.simulator.shop.payments.size).toBe(1);
  });

  it('refuses the key for another request, and a request without a key', async () => {
    await world.create(order('1.00'), 'taken');
    expect(await world.create(order('2.00'), 'taken')).toMatchObject({
      status: 400,
      body: { parameter: 'Idempotence-Key' },
    });
    expect((await world.call('POST', '/payments', { body: order() })).status).toBe(400);
    expect((await world.create(order(), 'k'.repeat(65))).status).toBe(400);
  });

  it('forgets a key after 24 hours', async () => {
    let now = 0;
    const aging = await startYooKassaSimulator({
      shopId: SHOP_ID,
      secretKey: SECRET_KEY,
      now: () => now,
    });
    const earlier = world.simulator;
    world.simulator = aging;
    try {
      const first = await world.create(order(), 'daily');
      now = 24 * 60 * 60 * 1000;
      const second = await world.create(order(), 'daily');
      expect(second.body.id).not.toBe(first.body.id);
    } finally {
      world.simulator = earlier;
      await aging.close();
    }
  });
});

describe('refunds', () => {
  it('can be partial, never exceed the payment, and the shop is notified', async () => {
    const paid = (await world.create()).body.id;
    world.simulator.pay(paid);
    const refund = (value: string, key: string) =>
      world.call('POST', '/refunds', {
        key,
        body: { payment_id: paid, amount: { value, currency: 'RUB' } },
      });
    const first = await refund('30.00', 'r1');
    expect(first.body).toMatchObject({ status: 'succeeded', payment_id: paid });
    expect((await refund('30.00', 'r1')).body.id).toBe(first.body.id);
    expect(await refund('70.01', 'r2')).toMatchObject({
      status: 400,
      body: { parameter: 'amount' },
    });
    expect((await refund('70.00', 'r3')).body.status).toBe('succeeded');
    expect((await world.call('GET', `/payments/${paid}`)).body.refunded_amount.value).toBe(
      '100.00',
    );
    expect((await world.call('GET', `/refunds?payment_id=${paid}`)).body.items).toHaveLength(2);
    await world.simulator.notifications.idle();
    const told = world.received.filter(({ event }) => event === 'refund.succeeded');
    expect(told.map(({ object }) => object.payment_id)).toEqual([paid, paid]);
  });

  it('can stay pending or be refused by the bank', async () => {
    const paid = (await world.create()).body.id;
    world.simulator.pay(paid);
    world.simulator.shop.refundOutcome = 'pending';
    const body = { payment_id: paid, amount: { value: '1.00', currency: 'RUB' } };
    const refund = await world.call('POST', '/refunds', { key: 'r9', body });
    expect(refund.body.status).toBe('pending');
    world.simulator.shop.settleRefund(refund.body.id, 'canceled');
    expect((await world.call('GET', `/refunds/${refund.body.id}`)).body.status).toBe('canceled');
    expect((await world.call('GET', `/payments/${paid}`)).body.refunded_amount.value).toBe('0.00');
  });
});
