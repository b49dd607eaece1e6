import { describe, expect, it, vi } from 'vitest';
import { troubles } from '../../../../../simulators/simulatorServer.ts';
import { PATIENCE, START_COINS } from '../stars/testing/starWorld.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;

/** Paid, and nobody is told. */
function payUnheard(paymentId: string) {
  yookassa.notifications.holding = true;
  yookassa.pay(paymentId);
  yookassa.notifications.drop();
  yookassa.notifications.holding = false;
}

describe('asking about a payment while YooKassa hangs', () => {
  it('gives the last known state with "still checking", and publishes the new state later', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    payUnheard(order.paymentId);
    yookassa.faults.add('payments.get', troubles.hang(6000));
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

describe('a notification that comes before YooKassa’s API knows', () => {
  it('makes the payment be asked about again soon', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    const { paymentId } = order;
    const asked = () =>
      yookassa.requests.filter(({ path }) => path.endsWith(`/payments/${paymentId}`)).length;
    const told = { type: 'notification', event: 'payment.succeeded', object: { id: paymentId } };
    expect(await world.notify(told)).toBe(200);
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(0), PATIENCE);
    payUnheard(paymentId);
    await vi.waitFor(async () => {
      expect((await alice.call.payments.get({ id: order.id })).status).toBe('succeeded');
    }, PATIENCE);
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
  });
});
