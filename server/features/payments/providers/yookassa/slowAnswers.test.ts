import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { PATIENCE, START_COINS } from '../stars/testing/starWorld.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;

/** Paid, without a notification. */
function payWithoutNotification(paymentId: string) {
  yookassa.notifications.holding = true;
  yookassa.pay(paymentId);
  yookassa.notifications.drop();
  yookassa.notifications.holding = false;
}

describe('asking about a payment while YooKassa hangs', () => {
  it('returns the last known state with "still checking", and publishes the new state later', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    payWithoutNotification(order.paymentId);
    yookassa.faults.add('payments.get', commonFaults.hang(6000));
    expect(await alice.call.payments.get({ id: order.id, check: true })).toMatchObject({
      status: 'pending',
      checking: true,
    });
    await vi.waitFor(async () => {
      const { status, checking } = await alice.call.payments.get({ id: order.id });
      expect({ status, checking }).toEqual({ status: 'succeeded', checking: false });
    }, PATIENCE);
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
  });
});

describe('a notification that arrives before YooKassa’s API knows', () => {
  it('makes the payment be read again soon', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    const { paymentId } = order;
    const asked = () =>
      yookassa.requests.filter(({ path }) => path.endsWith(`/payments/${paymentId}`)).length;
    const notification = {
      type: 'notification',
      event: 'payment.succeeded',
      object: { id: paymentId },
    };
    expect(await world.notify(notification)).toBe(200);
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(0), PATIENCE);
    payWithoutNotification(paymentId);
    await vi.waitFor(async () => {
      expect((await alice.call.payments.get({ id: order.id })).status).toBe('succeeded');
    }, PATIENCE);
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
  });
});

describe('an order while YooKassa does not answer', () => {
  it('is answered before its attempts are through, and the same request goes on', async () => {
    const alice = await test.person();
    const requestId = randomUUID();
    const countAttempts = () =>
      yookassa.requests.filter(({ path }) => path.endsWith('/payments')).length;
    const before = countAttempts();
    yookassa.faults.add('payments.create', commonFaults.hang(60_000), 3);
    await expect(world.order(alice, { requestId })).rejects.toMatchObject({
      message: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    expect(countAttempts() - before).toBeLessThan(3);
    yookassa.faults.clear();
    expect(await world.order(alice, { requestId })).toMatchObject({ status: 'pending' });
  }, 60_000);
});

describe('asking about a payment', () => {
  it('does not treat a database error as an unavailable provider', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    payWithoutNotification(order.paymentId);
    const admin = new pg.Client({ connectionString: test.databaseUrl });
    await admin.connect();
    await admin.query('alter table payment_charges rename to payment_charges_away');
    await expect(alice.call.payments.get({ id: order.id, check: true })).rejects.toMatchObject({
      message: 'INTERNAL',
    });
    await admin.query('alter table payment_charges_away rename to payment_charges');
    await admin.end();
  });

  it('gives the last known state when YooKassa fails', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.faults.add(
      'payments.get',
      commonFaults.status(403, { type: 'error', code: 'forbidden' }),
    );
    expect(await alice.call.payments.get({ id: order.id, check: true })).toMatchObject({
      status: 'pending',
      checking: false,
    });
  });
});
