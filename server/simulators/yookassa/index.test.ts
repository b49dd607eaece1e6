import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startYooKassaSimulator, type YooKassaSimulator } from './index.ts';

interface Received {
  event: string;
  object: { id: string; status: string; payment_id?: string; amount: { value: string } };
}

const shopId = '100500';
const secretKey = 'test_secret';

let simulator: YooKassaSimulator;
let receiver: Server;
let received: Received[];
/** What the receiver answers, in turn; 200 when used up. */
let statuses: number[];
let onArrival: () => void;

beforeEach(async () => {
  received = [];
  statuses = [];
  onArrival = () => undefined;
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received);
    onArrival();
    response.writeHead(statuses.shift() ?? 200).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  simulator = await startYooKassaSimulator({
    shopId,
    secretKey,
    notificationUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/yookassa/webhook`,
    retryDelaysMs: [1, 1, 1],
  });
});

afterEach(async () => {
  await simulator.close();
  receiver.closeAllConnections();
  receiver.close();
});

interface Answer {
  status: number;
  body: {
    id: string;
    status: string;
    code: string;
    parameter?: string;
    paid: boolean;
    test: boolean;
    items: { id: string }[];
    next_cursor?: string;
    refunded_amount: { value: string };
    confirmation: Record<string, string>;
    cancellation_details: { party: string; reason: string };
  };
}

async function call(
  method: string,
  path: string,
  options: { body?: unknown; key?: string; auth?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${simulator.apiRoot}${path}`, {
    method,
    headers: {
      authorization: `Basic ${btoa(options.auth ?? `${shopId}:${secretKey}`)}`,
      'content-type': 'application/json',
      ...(options.key === undefined ? {} : { 'idempotence-key': options.key }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const order = (value = '100.00', extra: object = {}) => ({
  amount: { value, currency: 'RUB' },
  capture: true,
  confirmation: { type: 'redirect', return_url: 'https://example.org/back' },
  description: 'Coins',
  metadata: { order: '7' },
  ...extra,
});

let counter = 0;
const create = (body: object = order(), key = `key-${counter++}`) =>
  call('POST', '/payments', { body, key });

describe('payments', () => {
  it('go from pending to succeeded, and the shop is told', async () => {
    const created = await create();
    expect(created.body).toMatchObject({ status: 'pending', paid: false, test: true });
    expect(created.body.confirmation.confirmation_url).toContain(created.body.id);
    simulator.pay(created.body.id);
    await simulator.notifications.idle();
    expect(received).toMatchObject([
      { event: 'payment.succeeded', object: { id: created.body.id, amount: { value: '100.00' } } },
    ]);
    const read = await call('GET', `/payments/${created.body.id}`);
    expect(read.body).toMatchObject({ status: 'succeeded', paid: true, metadata: { order: '7' } });
  });

  it('give a token for the widget and data for a QR code', async () => {
    const embedded = await create(order('1.00', { confirmation: { type: 'embedded' } }));
    expect(embedded.body.confirmation.confirmation_token).toMatch(/^ct-/);
    const qr = await create(order('1.00', { confirmation: { type: 'qr' } }));
    expect(qr.body.confirmation.confirmation_data).toContain('/checkout/');
  });

  it.each([
    ['another secret', '100500:wrong', 401],
    ['another shop', '1:test_secret', 401],
  ])('refuse %s', async (_name, auth, status) => {
    expect((await call('GET', '/payments', { auth })).status).toBe(status);
  });

  it.each([
    ['10', 'amount.value'],
    ['10.0', 'amount.value'],
    ['10,00', 'amount.value'],
    ['-1.00', 'amount.value'],
    ['0.00', 'amount.value'],
  ])('refuse the amount %s', async (value, parameter) => {
    const answer = await create(order(value));
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', parameter } });
  });

  it('take a receipt only when it is complete and worth the amount', async () => {
    const item = {
      description: 'Coins',
      quantity: 2,
      amount: { value: '50.00', currency: 'RUB' },
      vat_code: 1,
      payment_subject: 'service',
      payment_mode: 'full_payment',
    };
    const receipt = { customer: { email: 'a@example.org' }, items: [item] };
    expect((await create(order('100.00', { receipt }))).status).toBe(200);
    expect((await create(order('99.00', { receipt }))).body.parameter).toBe('receipt');
    const nobody = { ...receipt, customer: {} };
    expect((await create(order('100.00', { receipt: nobody }))).status).toBe(400);
    simulator.shop.requiresReceipts = true;
    expect((await create()).body.parameter).toBe('receipt');
  });

  it('can be cancelled only while they wait for capture', async () => {
    const held = (await create(order('5.00', { capture: false }))).body.id;
    expect((await call('POST', `/payments/${held}/cancel`, { key: 'c1' })).status).toBe(400);
    simulator.pay(held);
    const cancelled = await call('POST', `/payments/${held}/cancel`, { key: 'c2' });
    expect(cancelled.body).toMatchObject({
      status: 'canceled',
      cancellation_details: { party: 'merchant' },
    });
    await simulator.notifications.idle();
    expect(received.map(({ event }) => event)).toEqual([
      'payment.waiting_for_capture',
      'payment.canceled',
    ]);
  });

  it('are listed by page, newest first', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      ids.unshift((await create()).body.id);
    }
    const first = await call('GET', '/payments?limit=2');
    expect(first.body.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await call('GET', `/payments?limit=2&cursor=${first.body.next_cursor}`);
    expect(second.body.items.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.body.next_cursor).toBeUndefined();
  });
});

describe('idempotence', () => {
  it('gives the same answer to the same request, at the same moment too', async () => {
    const answers = await Promise.all([
      create(order(), 'same'),
      create(order(), 'same'),
      create(order(), 'same'),
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(simulator.shop.payments.size).toBe(1);
  });

  it('refuses the key for another request, and a request without a key', async () => {
    await create(order('1.00'), 'taken');
    expect(await create(order('2.00'), 'taken')).toMatchObject({
      status: 400,
      body: { parameter: 'Idempotence-Key' },
    });
    expect((await call('POST', '/payments', { body: order() })).status).toBe(400);
    expect((await create(order(), 'k'.repeat(65))).status).toBe(400);
  });

  it('forgets a key after 24 hours', async () => {
    let now = 0;
    const aging = await startYooKassaSimulator({ shopId, secretKey, now: () => now });
    const earlier = simulator;
    simulator = aging;
    try {
      const first = await create(order(), 'daily');
      now = 24 * 60 * 60 * 1000;
      const second = await create(order(), 'daily');
      expect(second.body.id).not.toBe(first.body.id);
    } finally {
      simulator = earlier;
      await aging.close();
    }
  });
});

describe('refunds', () => {
  it('can be partial, never exceed the payment, and the shop is told', async () => {
    const paid = (await create()).body.id;
    simulator.pay(paid);
    const refund = (value: string, key: string) =>
      call('POST', '/refunds', {
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
    expect((await call('GET', `/payments/${paid}`)).body.refunded_amount.value).toBe('100.00');
    expect((await call('GET', `/refunds?payment_id=${paid}`)).body.items).toHaveLength(2);
    await simulator.notifications.idle();
    const told = received.filter(({ event }) => event === 'refund.succeeded');
    expect(told.map(({ object }) => object.payment_id)).toEqual([paid, paid]);
  });

  it('can stay pending or be refused by the bank', async () => {
    const paid = (await create()).body.id;
    simulator.pay(paid);
    simulator.shop.refundOutcome = 'pending';
    const body = { payment_id: paid, amount: { value: '1.00', currency: 'RUB' } };
    const refund = await call('POST', '/refunds', { key: 'r9', body });
    expect(refund.body.status).toBe('pending');
    simulator.shop.settleRefund(refund.body.id, 'canceled');
    expect((await call('GET', `/refunds/${refund.body.id}`)).body.status).toBe('canceled');
    expect((await call('GET', `/payments/${paid}`)).body.refunded_amount.value).toBe('0.00');
  });
});

describe('notifications', () => {
  it('are repeated until answered with 200', async () => {
    statuses = [500, 404];
    simulator.pay((await create()).body.id);
    await simulator.notifications.idle();
    expect(simulator.notifications.attempts.map(({ status }) => status)).toEqual([500, 404, 200]);
  });

  it('can be held, reversed, repeated and dropped', async () => {
    simulator.notifications.holding = true;
    const first = (await create()).body.id;
    const second = (await create()).body.id;
    simulator.pay(first);
    simulator.decline(second);
    expect(received).toEqual([]);
    await simulator.notifications.release({ order: 'reversed', times: 2 });
    expect(received.map(({ object }) => object.id)).toEqual([second, second, first, first]);
    simulator.pay((await create()).body.id);
    expect(simulator.notifications.drop()).toBe(1);
    expect(await simulator.notifications.release()).toEqual([]);
  });

  it('can come before the answer that creates the payment', async () => {
    simulator.settleBeforeAnswer = 'pay';
    let answered = false;
    let answeredOnArrival: boolean | null = null;
    onArrival = () => {
      answeredOnArrival = answered;
    };
    const created = await create();
    answered = true;
    expect(answeredOnArrival).toBe(false);
    expect(created.body.status).toBe('pending');
    expect(received[0]?.object.id).toBe(created.body.id);
  });

  it('can be forged', async () => {
    const object = { id: 'x', status: 'succeeded', amount: { value: '1000000.00' } };
    const status = await simulator.forge({
      type: 'notification',
      event: 'payment.succeeded',
      object,
    });
    expect(status).toBe(200);
    expect(received).toMatchObject([{ object: { id: 'x' } }]);
  });
});

describe('faults', () => {
  it('answer 500 with the work done, and without', async () => {
    const failure = { status: 500, body: { type: 'error', code: 'internal_server_error' } };
    simulator.faults.add('payments.create', { kind: 'answer', done: true, answer: failure });
    expect((await create(order(), 'f1')).status).toBe(500);
    expect(simulator.shop.payments.size).toBe(1);
    expect((await create(order(), 'f1')).status).toBe(200);
    expect(simulator.shop.payments.size).toBe(1);
    simulator.faults.add('payments.create', { kind: 'answer', done: false, answer: failure });
    expect((await create(order(), 'f2')).status).toBe(500);
    expect(simulator.shop.payments.size).toBe(1);
  });
});

describe('checkout page', () => {
  it('shows the sum in the asked language and escapes what the shop wrote', async () => {
    const body = order('1990.50', { description: '<script>alert(1)</script>' });
    const url = (await create(body)).body.confirmation.confirmation_url;
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
    const created = await create();
    const url = `${created.body.confirmation.confirmation_url}/${action}`;
    for (let press = 0; press < 2; press++) {
      const response = await fetch(url, { method: 'POST', redirect: 'manual' });
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('https://example.org/back');
    }
    expect((await call('GET', `/payments/${created.body.id}`)).body.status).toBe(status);
  });
});

it('is steered over HTTP too', async () => {
  const created = await create();
  const pay = () =>
    fetch(`${simulator.url}/sim/payments/${created.body.id}/pay`, { method: 'POST' });
  expect((await pay()).status).toBe(200);
  expect((await pay()).status).toBe(400);
  const fault = {
    operation: 'payments.get',
    fault: { kind: 'answer', done: false, answer: { status: 429, body: {} } },
  };
  await fetch(`${simulator.url}/sim/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect((await call('GET', `/payments/${created.body.id}`)).status).toBe(429);
});
