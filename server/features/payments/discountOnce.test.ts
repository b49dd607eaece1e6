/** One discount in all, however many orders are made with it and paid later: in Stars. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { coinsAtFullPrice } from './discount.ts';
import { paid } from './providers/stars/testing/paidUpdate.ts';
import { START_COINS, starWorld } from './providers/stars/testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;
type Payer = Awaited<ReturnType<typeof world.payer>>;

const PACK = 10_000;
const readUses = sql<{ used: number; taken: number }>(`
  select (select count(*) from promo_uses u where u.promo_id = p.id and u.used_at is not null) as used,
    p.taken
  from promo_codes p where p.code = $1
`);
const insertCode = sql(`
  insert into promo_codes (code, kind, value, max_uses, per_user, first_topup_only)
  values ($1, 'topup_discount', $2, $3, $4, $5)
`);

let codes = 0;
async function newCode(
  percent: number,
  limits: { maxUses?: number; perUser?: number; firstTopup?: boolean } = {},
) {
  codes += 1;
  const code = `ONCE${codes}`;
  const { maxUses = null, perUser = 1, firstTopup = false } = limits;
  await world.app.db.query(insertCode, [code, percent, maxUses, perUser, firstTopup]);
  return code;
}

const order = (payer: Payer, promoCode?: string) =>
  payer.call.payments.create({
    requestId: randomUUID(),
    provider: 'stars',
    item: { type: 'pack', code: 'coins-100' },
    ...(promoCode ? { promoCode } : {}),
  });
type Order = Awaited<ReturnType<typeof order>>;

/** Telegram's message that an order was paid, whatever the server would answer at the checkout by now. */
const arrive = (payer: Payer, { id, amount }: Pick<Order, 'id' | 'amount'>) =>
  world.send(paid(payer.person.id, id, amount, `charge-${randomUUID()}`));
const get = (payer: Payer, { id }: Pick<Order, 'id'>) => payer.call.payments.get({ id });
const earned = async (payer: Payer) => (await world.coinsOf(payer)) - START_COINS;
const usesOf = async (code: string) => (await world.app.db.query(readUses, [code]))[0];

describe('a discount that can be used once', () => {
  it('is used once by five orders that were all approved first and paid one after the other', async () => {
    const alice = await world.payer();
    const code = await newCode(20);
    const orders: Order[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      orders.push(await order(alice, code));
    }
    expect(orders.map(({ amount }) => amount)).toEqual([128, 128, 128, 128, 128]);
    for (const each of orders) {
      await arrive(alice, each);
    }
    expect(await earned(alice)).toBe(PACK + 4 * 8000);
    expect(await usesOf(code)).toEqual({ used: 1, taken: 1 });
    expect(await get(alice, orders[0] as Order)).toMatchObject({
      coins: PACK,
      promoCode: code,
      discountLost: false,
    });
    for (const each of orders.slice(1)) {
      expect(await get(alice, each)).toMatchObject({
        status: 'succeeded',
        coins: 8000,
        amount: 128,
        promoCode: null,
        discountLost: true,
      });
    }
  });

  it('is used once when all are paid at the same moment', async () => {
    const alice = await world.payer();
    const code = await newCode(50);
    const orders: Order[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      orders.push(await order(alice, code));
    }
    await Promise.all(orders.map((each) => arrive(alice, each)));
    expect(await earned(alice)).toBe(PACK + 4 * 5000);
    expect(await usesOf(code)).toEqual({ used: 1, taken: 1 });
  });

  it('is used once by orders that were cancelled one after the other and all paid', async () => {
    const alice = await world.payer();
    const orders: Order[] = [];
    for (let nth = 0; nth < 4; nth += 1) {
      const each = await order(alice, 'FIRST50');
      orders.push(each);
      await alice.call.payments.cancel({ id: each.id });
    }
    for (const each of orders) {
      await arrive(alice, each);
    }
    expect(await earned(alice)).toBe(PACK + 3 * 5000);
  });

  it('is given to the order that is paid first, and closes open orders that hold it', async () => {
    const alice = await world.payer();
    const code = await newCode(20);
    const first = await order(alice, code);
    const second = await order(alice, code);
    expect(await get(alice, first)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'replaced',
      payUrl: null,
    });
    // The checkout of the first order had been approved before the second was made.
    await arrive(alice, first);
    expect(await get(alice, first)).toMatchObject({ status: 'succeeded', coins: PACK });
    expect(await get(alice, second)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'discount_used',
    });
    expect(await telegram.stars.pay(second.payUrl ?? '', alice.person.id)).toMatchObject({
      status: 'failed',
    });
    await arrive(alice, second);
    expect(await earned(alice)).toBe(PACK + 8000);
  });

  it('applies to one charge of an invoice that is paid twice', async () => {
    const alice = await world.payer();
    const discounted = await order(alice, await newCode(20));
    await arrive(alice, discounted);
    await arrive(alice, discounted);
    expect(await earned(alice)).toBe(PACK + 8000);
    expect((await world.charges(discounted.id)).map(({ coins }) => coins)).toEqual([PACK, 8000]);
  });

  it('can be used as often as the code allows', async () => {
    const alice = await world.payer();
    const code = await newCode(20, { perUser: 2 });
    const orders = [await order(alice, code), await order(alice, code), await order(alice, code)];
    for (const each of orders) {
      await arrive(alice, each);
    }
    expect(await earned(alice)).toBe(2 * PACK + 8000);
    expect(await usesOf(code)).toEqual({ used: 2, taken: 2 });
  });

  it('is lost when another person has taken the last use meanwhile', async () => {
    const [alice, bob] = [await world.payer(), await world.payer()];
    const code = await newCode(20, { maxUses: 1 });
    const given = await order(alice, code);
    await alice.call.payments.cancel({ id: given.id });
    await arrive(bob, await order(bob, code));
    await arrive(alice, given);
    expect(await earned(bob)).toBe(PACK);
    expect(await earned(alice)).toBe(8000);
    expect(await usesOf(code)).toEqual({ used: 1, taken: 1 });
  });

  it('applies to an order that was cancelled and paid all the same, while the code is free', async () => {
    const alice = await world.payer();
    const given = await order(alice, await newCode(20));
    await alice.call.payments.cancel({ id: given.id });
    await arrive(alice, given);
    expect(await get(alice, given)).toMatchObject({ coins: PACK, discountLost: false });
  });
});

describe('a discount for the first top-up', () => {
  it('is refused at the checkout and closed once another top-up has been paid', async () => {
    const alice = await world.payer();
    const code = await newCode(50, { firstTopup: true });
    const discounted = await order(alice, code);
    await arrive(alice, await order(alice));
    expect(await get(alice, discounted)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'discount_used',
    });
    expect(await telegram.stars.pay(discounted.payUrl ?? '', alice.person.id)).toMatchObject({
      status: 'failed',
    });
    expect(await usesOf(code)).toEqual({ used: 0, taken: 0 });
  });

  it('is lost for money that comes after another top-up', async () => {
    const alice = await world.payer();
    const discounted = await order(alice, 'FIRST50');
    await arrive(alice, await order(alice));
    await arrive(alice, discounted);
    expect(await earned(alice)).toBe(PACK + 5000);
    expect(await get(alice, discounted)).toMatchObject({ coins: 5000, discountLost: true });
  });

  it('is used by one of two orders when both are paid at the same moment', async () => {
    const alice = await world.payer();
    const discounted = await order(alice, 'FIRST50');
    const full = await order(alice);
    await Promise.all([arrive(alice, full), arrive(alice, discounted)]);
    const { coins, discountLost } = await get(alice, discounted);
    expect(coins).toBe(discountLost ? 5000 : PACK);
    expect(await earned(alice)).toBe(PACK + coins);
  });
});

describe('an order that is credited without its discount', () => {
  it('is refunded in whole with its money', async () => {
    const alice = await world.payer();
    const code = await newCode(20);
    const [first, second] = [await order(alice, code), await order(alice, code)];
    await arrive(alice, first);
    const { message } = paid(alice.person.id, second.id, 128, 'charge-back');
    const { successful_payment: charge, ...rest } = message;
    await world.send({ message });
    await world.send({ message: { ...rest, refunded_payment: charge } });
    expect(await get(alice, second)).toMatchObject({ status: 'refunded' });
    expect(await earned(alice)).toBe(PACK);
  });

  it('is never less than the money is worth, and exact beyond 2^53', () => {
    const worth = (coins: number, amount: number, full_amount: number) =>
      coinsAtFullPrice({ coins, amount, full_amount });
    expect(worth(10_000, 1, 3)).toBe(3334);
    expect(worth(10_000, 3, 3)).toBe(10_000);
    expect(worth(4_000_000_000_001, 4_000_000_001, 8_000_000_002)).toBe(2_000_000_000_001);
  });
});
