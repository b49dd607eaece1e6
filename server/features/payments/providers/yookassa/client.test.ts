import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import {
  startYooKassaSimulator,
  type YooKassaSimulator,
} from '../../../../../simulators/yookassa/index.ts';
import { toYooKassaAmount } from './amount.ts';
import { createYooKassaClient, type YooKassaClient } from './client.ts';
import type { YooKassaError } from './errors.ts';
import { buildReceipt } from './receipt.ts';
import { type CreatePaymentRequest, notificationSchema } from './types.ts';

const secretKey = 'test_super_secret_key';

let simulator: YooKassaSimulator;
let client: YooKassaClient;

beforeEach(async () => {
  simulator = await startYooKassaSimulator({ shopId: '100500', secretKey });
  client = clientWith({});
});
afterEach(() => simulator.close());

function clientWith(options: { timeoutMs?: number; secretKey?: string }): YooKassaClient {
  return createYooKassaClient({
    shopId: '100500',
    secretKey,
    apiRoot: simulator.apiRoot,
    timeoutMs: 2_000,
    retryDelaysMs: [1, 1],
    ...options,
  });
}

const request: CreatePaymentRequest = {
  amount: { value: '149.00', currency: 'RUB' },
  capture: true,
  confirmation: { type: 'redirect', return_url: 'https://example.org/back' },
  metadata: { order_id: '42' },
};

async function failureOf(promise: Promise<unknown>): Promise<YooKassaError> {
  return promise.then(
    () => {
      throw new Error('the call was expected to fail');
    },
    (error) => error as YooKassaError,
  );
}

const attempts = (operation: string) =>
  simulator.requests.filter((one) => one.operation === operation);

describe('#createPayment', () => {
  it('returns the payment page’s address, and the payment can be read', async () => {
    const payment = await client.createPayment(request, 'order-42');
    expect(payment).toMatchObject({ status: 'pending', paid: false, test: true });
    expect(payment.confirmation?.confirmation_url).toMatch(/^http/);
    expect(await client.getPayment(payment.id)).toMatchObject({
      id: payment.id,
      amount: { value: '149.00', currency: 'RUB' },
      metadata: { order_id: '42' },
      recipient: { account_id: '100500' },
    });
  });

  it.each([
    [
      'HTTP 500 with the work done',
      commonFaults.statusAfterWork(500, { type: 'error', code: 'x' }),
    ],
    ['HTTP 500 without', commonFaults.status(500)],
    ['HTTP 502 with HTML', commonFaults.html(502)],
    ['a lost answer', { kind: 'disconnect', done: true } as const],
    ['HTML instead of the object', commonFaults.html(200)],
    ['HTTP 429', commonFaults.status(429)],
  ])('repeats with the same key after %s and pays once', async (_name, fault) => {
    simulator.faults.add('payments.create', fault, 2);
    const payment = await client.createPayment(request, 'order-1');
    expect(payment.status).toBe('pending');
    const keys = attempts('payments.create').map(({ headers }) => headers['idempotence-key']);
    expect(keys).toEqual(['order-1', 'order-1', 'order-1']);
    expect([...simulator.shop.payments.keys()]).toEqual([payment.id]);
  });

  it('repeats after a timeout', async () => {
    simulator.faults.add('payments.create', commonFaults.hang());
    const payment = await clientWith({ timeoutMs: 60 }).createPayment(request, 'order-1');
    expect(payment.status).toBe('pending');
    expect(attempts('payments.create')).toHaveLength(2);
  });

  it.each([
    ['outcome_unknown', true, commonFaults.status(500)],
    ['outcome_unknown', true, { kind: 'disconnect', done: false } as const],
    ['rate_limited', false, commonFaults.status(429)],
    ['unexpected_answer', true, commonFaults.html(200)],
  ] as const)('gives up as %s', async (kind, outcomeUnknown, fault) => {
    simulator.faults.add('payments.create', fault, 3);
    const failure = await failureOf(client.createPayment(request, 'order-1'));
    expect(failure).toMatchObject({ name: 'YooKassaError', kind, outcomeUnknown });
    expect(attempts('payments.create')).toHaveLength(3);
  });

  it('never repeats what YooKassa refused, and names the field', async () => {
    const wrong = { ...request, amount: { value: '10', currency: 'RUB' } };
    const failure = await failureOf(client.createPayment(wrong, 'order-1'));
    expect(failure).toMatchObject({
      kind: 'rejected',
      status: 400,
      code: 'invalid_request',
      parameter: 'amount.value',
    });
    expect(attempts('payments.create')).toHaveLength(1);
  });

  it('refuses a key of the wrong form before anything is sent', async () => {
    await expect(client.createPayment(request, 'order 1')).rejects.toThrow(RangeError);
    await expect(client.createPayment(request, 'k'.repeat(65))).rejects.toThrow(RangeError);
    expect(simulator.requests).toEqual([]);
  });

  it('keeps the secret out of errors', async () => {
    const failures = [
      await failureOf(clientWith({ secretKey: 'other_secret' }).createPayment(request, 'a')),
      await failureOf(
        createYooKassaClient({
          shopId: '100500',
          secretKey,
          apiRoot: 'http://127.0.0.1:1/v3',
          retryDelaysMs: [],
        }).createPayment(request, 'b'),
      ),
    ];
    expect(failures.map(({ kind }) => kind)).toEqual(['rejected', 'outcome_unknown']);
    for (const failure of failures) {
      const text = inspect(failure, { depth: 10, showHidden: true });
      for (const secret of [secretKey, 'other_secret', btoa(`100500:${secretKey}`)]) {
        expect(text).not.toContain(secret);
      }
    }
  });

  it("ends at once when the caller's signal says so", async () => {
    simulator.faults.add('payments.create', commonFaults.hang());
    const stop = new AbortController();
    const creating = client.createPayment(request, 'order-1', { signal: stop.signal });
    await expect.poll(() => simulator.requests.length).toBe(1);
    stop.abort(new Error('shutting down'));
    await expect(creating).rejects.toThrow('shutting down');
  });

  it('follows no redirect', async () => {
    const elsewhere = { location: 'https://example.org/' };
    simulator.faults.add('payments.create', commonFaults.status(307, {}, elsewhere), 3);
    expect((await failureOf(client.createPayment(request, 'k'))).kind).toBe('outcome_unknown');
  });

  it('sends a receipt that is accepted', async () => {
    const receipt = buildReceipt(
      {
        customer: { email: 'person@example.org' },
        currency: 'RUB',
        totalMinor: 14_900,
        lines: [{ description: '500 coins', priceMinor: 14_900, quantity: 1 }],
      },
      { vatCode: 1, taxSystemCode: 2 },
    );
    simulator.shop.requiresReceipts = true;
    const payment = await client.createPayment({ ...request, receipt }, 'order-1');
    expect(payment.status).toBe('pending');
  });
});

describe('reading', () => {
  it('returns null for what YooKassa does not know', async () => {
    expect(await client.getPayment('23d93cac-000f-5000-8000-126628f15141')).toBeNull();
    expect(await client.getRefund('23d93cac-000f-5000-8000-126628f15141')).toBeNull();
  });

  it('does not treat an HTML 404 page as an answer of YooKassa', async () => {
    simulator.faults.add('payments.get', commonFaults.html(404));
    expect((await failureOf(client.getPayment('x'))).kind).toBe('rejected');
  });

  it('refuses an object without the fields that money depends on', async () => {
    simulator.faults.add(
      'payments.get',
      commonFaults.status(200, { id: 'x', status: 'succeeded' }),
      3,
    );
    expect((await failureOf(client.getPayment('x'))).kind).toBe('unexpected_answer');
  });

  it('refuses a status that it does not know', async () => {
    const { id } = await client.createPayment(request, 'order-1');
    const body = { ...simulator.shop.payment(id), status: 'settled' };
    simulator.faults.add('payments.get', commonFaults.status(200, body), 3);
    expect((await failureOf(client.getPayment(id))).kind).toBe('unexpected_answer');
  });

  it('lists payments by time and page', async () => {
    const first = await client.createPayment(request, 'order-1');
    const second = await client.createPayment(request, 'order-2');
    const page = await client.listPayments({ createdFrom: first.created_at, limit: 1 });
    expect(page.items.map(({ id }) => id)).toEqual([second.id]);
    const next = await client.listPayments({ limit: 1, cursor: page.next_cursor ?? '' });
    expect(next.items.map(({ id }) => id)).toEqual([first.id]);
  });
});

describe('refunds and cancelling', () => {
  it('refunds part of a payment, once for one key', async () => {
    const { id } = await client.createPayment(request, 'order-1');
    simulator.pay(id);
    const body = { payment_id: id, amount: toYooKassaAmount(4_900, 'RUB') };
    simulator.faults.add('refunds.create', commonFaults.statusAfterWork(500));
    const refund = await client.createRefund(body, 'refund-1');
    expect(refund).toMatchObject({ status: 'succeeded', payment_id: id });
    expect(simulator.shop.refunds.size).toBe(1);
    expect(await client.getRefund(refund.id)).toEqual(refund);
    expect((await client.getPayment(id))?.refunded_amount?.value).toBe('49.00');
  });

  it('cancels a payment that waits for capture, and no other', async () => {
    const { id } = await client.createPayment({ ...request, capture: false }, 'order-1');
    expect((await failureOf(client.cancelPayment(id, 'c1'))).kind).toBe('rejected');
    simulator.pay(id);
    const cancelled = await client.cancelPayment(id, 'c2');
    expect(cancelled.status).toBe('canceled');
    expect(cancelled.cancellation_details?.reason).toBe('canceled_by_merchant');
  });
});

it('reads the ids of the notifications that the simulator sends, and keeps nothing else', async () => {
  simulator.notificationUrl = 'http://127.0.0.1:1/';
  simulator.notifications.holding = true;
  const { id } = await client.createPayment(request, 'order-1');
  simulator.pay(id);
  const body = { payment_id: id, amount: request.amount };
  const refund = await client.createRefund(body, 'refund-1');
  const read = simulator.notifications.held.map((one) =>
    notificationSchema.parse(JSON.parse(one.body)),
  );
  expect(read).toEqual([
    { type: 'notification', event: 'payment.succeeded', object: { id } },
    {
      type: 'notification',
      event: 'refund.succeeded',
      object: { id: refund.id, payment_id: id },
    },
  ]);
});
