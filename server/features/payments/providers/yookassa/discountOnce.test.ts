/** One discount in all, however many orders are made with it and paid later: in roubles. */
import { describe, expect, it, vi } from 'vitest';
import { PATIENCE, START_COINS } from '../stars/testing/starWorld.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;
type Payer = Awaited<ReturnType<typeof test.person>>;

const PACK = 10_000;
const becomes = (payer: Payer, id: string, status: string) =>
  vi.waitFor(async () => {
    expect((await payer.call.payments.get({ id })).status).toBe(status);
  }, PATIENCE);
const earned = async (payer: Payer) => (await world.coinsOf(payer)) - START_COINS;

describe('a discount that can be used once, on pages of YooKassa that stay payable', () => {
  it('is used once by five orders that are all paid later', async () => {
    const alice = await test.person();
    const orders = [];
    for (let nth = 0; nth < 5; nth += 1) {
      orders.push(await world.order(alice, { promoCode: 'SAVE20' }));
    }
    for (const { id, paymentId } of orders) {
      yookassa.pay(paymentId);
      await becomes(alice, id, 'succeeded');
    }
    expect(await earned(alice)).toBe(PACK + 4 * 8000);
    const { items } = await alice.call.payments.list({});
    expect(items.map(({ discountLost }) => discountLost)).toEqual([true, true, true, true, false]);
  });

  it('is used once by orders that were cancelled one after the other and all paid at once', async () => {
    const alice = await test.person();
    const orders = [];
    for (let nth = 0; nth < 4; nth += 1) {
      const order = await world.order(alice, { promoCode: 'FIRST50' });
      await alice.call.payments.cancel({ id: order.id });
      orders.push(order);
    }
    for (const { paymentId } of orders) {
      yookassa.pay(paymentId);
    }
    for (const { id } of orders) {
      await becomes(alice, id, 'succeeded');
    }
    expect(await earned(alice)).toBe(PACK + 3 * 5000);
  });

  it('is lost for the first top-up when another top-up is paid in between', async () => {
    const alice = await test.person();
    const discounted = await world.order(alice, { promoCode: 'FIRST50' });
    const full = await world.order(alice);
    yookassa.pay(full.paymentId);
    await becomes(alice, full.id, 'succeeded');
    expect(await alice.call.payments.get({ id: discounted.id })).toMatchObject({
      status: 'cancelled',
      cancelReason: 'discount_used',
    });
    yookassa.pay(discounted.paymentId);
    await becomes(alice, discounted.id, 'succeeded');
    expect(await earned(alice)).toBe(PACK + 5000);
  });
});
