import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { START_COINS, starWorld } from '../testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;

const pack = (code = 'coins-100') => ({
  requestId: randomUUID(),
  provider: 'stars' as const,
  item: { type: 'pack' as const, code },
});

/** Orders a pack; the invoice is there to be paid. */
async function ordered(payer: Awaited<ReturnType<typeof world.payer>>, code?: string) {
  const order = await payer.call.payments.create(pack(code));
  return { ...order, link: order.payUrl ?? '' };
}

async function coinsOf(payer: Awaited<ReturnType<typeof world.payer>>) {
  return (await payer.call.me.get()).balance.coins;
}

describe('a payment in Stars', () => {
  it('credits the pack once it is paid', async () => {
    const alice = await world.payer();
    const order = await ordered(alice);
    expect(order).toMatchObject({ status: 'pending', amount: 160, currency: 'XTR', coins: 10_000 });
    expect(await coinsOf(alice)).toBe(START_COINS);
    const { status, charge } = await telegram.stars.pay(order.link, alice.person.id);
    expect(status).toBe('paid');
    await world.settled();
    expect(await coinsOf(alice)).toBe(START_COINS + 10_000);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({
      status: 'succeeded',
      payUrl: null,
      paidAt: expect.any(String),
    });
    expect(await world.charges(order.id)).toEqual([
      { charge_id: charge?.id, status: 'credited', coins: 10_000 },
    ]);
  });
});
