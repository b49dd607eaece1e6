import { describe, expect, it } from 'vitest';
import { order, simulatedShop } from './testing/simulatedShop.ts';

const world = simulatedShop();

describe('notifications', () => {
  it('are repeated until answered with 200', async () => {
    world.statuses = [500, 404];
    world.simulator.pay((await world.create()).body.id);
    await world.simulator.notifications.idle();
    expect(world.simulator.notifications.attempts.map(({ status }) => status)).toEqual([
      500, 404, 200,
    ]);
  });

  it('can be held, reversed, repeated and dropped', async () => {
    world.simulator.notifications.holding = true;
    const first = (await world.create()).body.id;
    const second = (await world.create()).body.id;
    world.simulator.pay(first);
    world.simulator.decline(second);
    expect(world.received).toEqual([]);
    await world.simulator.notifications.release({ order: 'reversed', times: 2 });
    expect(world.received.map(({ object }) => object.id)).toEqual([second, second, first, first]);
    world.simulator.pay((await world.create()).body.id);
    expect(world.simulator.notifications.drop()).toBe(1);
    expect(await world.simulator.notifications.release()).toEqual([]);
  });

  it('can arrive before the answer that creates the payment', async () => {
    world.simulator.settleBeforeAnswer = 'pay';
    let answered = false;
    let answeredOnArrival: boolean | null = null;
    world.onArrival = () => {
      answeredOnArrival = answered;
    };
    const created = await world.create();
    answered = true;
    expect(answeredOnArrival).toBe(false);
    expect(created.body.status).toBe('pending');
    expect(world.received[0]?.object.id).toBe(created.body.id);
  });

  it('can be forged', async () => {
    const object = { id: 'x', status: 'succeeded', amount: { value: '1000000.00' } };
    const status = await world.simulator.forge({
      type: 'notification',
      event: 'payment.succeeded',
      object,
    });
    expect(status).toBe(200);
    expect(world.received).toMatchObject([{ object: { id: 'x' } }]);
  });
});

describe('faults', () => {
  it('answer 500 with the work done, and without', async () => {
    const failure = { status: 500, body: { type: 'error', code: 'internal_server_error' } };
    world.simulator.faults.add('payments.create', { kind: 'answer', done: true, answer: failure });
    expect((await world.create(order(), 'f1')).status).toBe(500);
    expect(world.simulator.shop.payments.size).toBe(1);
    expect((await world.create(order(), 'f1')).status).toBe(200);
    expect(world.simulator.shop.payments.size).toBe(1);
    world.simulator.faults.add('payments.create', { kind: 'answer', done: false, answer: failure });
    expect((await world.create(order(), 'f2')).status).toBe(500);
    expect(world.simulator.shop.payments.size).toBe(1);
  });
});

describe('checkout page', () => {
  it('shows the sum in the requested language and escapes the texts of the shop', async () => {
    const body = order('1990.50', { description: '<script>alert(1)</script>' });
    const url = (await world.create(body)).body.confirmation.confirmation_url;
    const russian = await (await fetch(`${url}?lang=ru`)).text();
    expect(russian).toContain('Оплатить');
    expect(russian).toMatch(/1\s990,50/u);
    expect(russian).not.toContain('<script>alert');
    expect(await (await fetch(`${url}?lang=en`)).text()).toContain('Return without paying');
  });

  it.each([
    ['pay', 'succeeded'],
    ['decline', 'canceled'],
    ['cancel', 'pending'],
  ])('%s leaves the payment %s and returns to the shop', async (action, status) => {
    const created = await world.create();
    const url = `${created.body.confirmation.confirmation_url}/${action}`;
    for (let press = 0; press < 2; press++) {
      const response = await fetch(url, { method: 'POST', redirect: 'manual' });
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('https://example.org/back');
    }
    expect((await world.call('GET', `/payments/${created.body.id}`)).body.status).toBe(status);
  });
});

it('can also be controlled over HTTP', async () => {
  const created = await world.create();
  const pay = () =>
    fetch(`${world.simulator.url}/sim/payments/${created.body.id}/pay`, { method: 'POST' });
  expect((await pay()).status).toBe(200);
  expect((await pay()).status).toBe(400);
  const fault = {
    operation: 'payments.get',
    fault: { kind: 'answer', done: false, answer: { status: 429, body: {} } },
  };
  await fetch(`${world.simulator.url}/sim/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect((await world.call('GET', `/payments/${created.body.id}`)).status).toBe(429);
});
