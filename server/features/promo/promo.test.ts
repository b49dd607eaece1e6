import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PromoKind } from '../../../shared/catalog/promoCodes.ts';
import type { Actor } from '../../auth/actor.ts';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { MAX_WRONG_GUESSES } from './guesses.ts';
import * as promo from './service.ts';

const test = testApp();

const readLastChange = sql<{ hours_ago: number }>(`
  select floor(extract(epoch from now() - updated_at) / 3600)::int as hours_ago
  from promo_codes where code = $1`);

type Person = Awaited<ReturnType<typeof test.person>>;

let codes = 0;
async function makeCode(
  kind: PromoKind,
  value: number,
  limits: {
    maxUses?: number;
    perUser?: number;
    starts?: string;
    ends?: string;
    firstTopup?: boolean;
    admins?: boolean;
    active?: boolean;
  } = {},
) {
  const code = `TEST${++codes}`;
  await test.app.db.query(insertCode, [
    code,
    kind,
    value,
    limits.maxUses ?? null,
    limits.perUser ?? 1,
    limits.starts ?? null,
    limits.ends ?? null,
    limits.firstTopup ?? false,
    limits.admins ?? false,
    limits.active ?? true,
  ]);
  return code;
}

const redeem = ({ call }: Pick<Person, 'call'>, code: string, requestId: string = randomUUID()) =>
  call.promo.redeem({ code, requestId });
const actorOf = ({ userId, telegram }: Person): Actor => ({
  userId,
  telegramId: telegram.id,
  role: 'user',
  botName: 'main',
});
const outcomes = async (attempts: Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).map((outcome) =>
    outcome.status === 'fulfilled' ? 'ok' : (outcome.reason as Error).message,
  );
const countOf = (values: string[], value: string) => values.filter((one) => one === value).length;

/** An order that waits for its money. */
async function placeOrder(who: Person) {
  const id = randomUUID();
  await test.app.db.query(insertOrder, [who.userId, id]);
  return id;
}
const reserve = (who: Person, code: string, paymentId: string) =>
  test.app.db.transaction((tx) =>
    promo
      .reserveDiscount(test.app, tx, actorOf(who), { code, paymentId })
      .then(async (discount) => {
        await tx.query(setPromo, [paymentId, discount.promoId]);
        return discount;
      }),
  );
const release = (who: Person, paymentId: string) =>
  test.app.db.transaction(async (tx) => {
    await promo.releaseReservation(tx, who.userId, paymentId);
    await tx.query(closeOrder, [paymentId, 'expired', null]);
  });
/** The money for an order comes: a charge, and the use of its code. Without coins, as for a plan. */
const pay = (who: Person, paymentId: string) =>
  test.app.db.transaction(async (tx) => {
    await tx.query(closeOrder, [paymentId, 'succeeded', new Date()]);
    await tx.query(insertCharge, [randomUUID(), who.userId, paymentId]);
    const [order] = await tx.query(readPromo, [paymentId]);
    const { userId } = who;
    expect(
      await promo.claimDiscount(tx, { userId, paymentId, promoId: order?.promo_id ?? 0 }),
    ).toBe(true);
  });

describe('promo.redeem', () => {
  it('gives the coins of WELCOME2025 in any letter case and spacing', async () => {
    const alice = await test.person();
    expect(await redeem(alice, ' wеlсоmе 2025 ')).toEqual({
      code: 'WELCOME2025',
      kind: 'bonus_coins',
      value: 1000,
      until: null,
    });
    const { balance } = await alice.call.me.get();
    expect(balance.coins).toBe(11_000);
    expect((await alice.call.wallet.history({ filter: 'rewards' })).items[0]).toMatchObject({
      kind: 'promo_bonus',
      amount: 1000,
      subject: { type: 'promo', code: 'WELCOME2025' },
    });
  });

  it('gives operations, trainings, plan days and free access', async () => {
    const alice = await test.person();
    await redeem(alice, await makeCode('free_operations', 3));
    await redeem(alice, await makeCode('free_trainings', 2));
    const days = await redeem(alice, await makeCode('plan_days', 7));
    const access = await redeem(alice, await makeCode('free_access', 10));
    const me = await alice.call.me.get();
    expect(me.balance).toMatchObject({ freeOperations: 7, freeTrainings: 2 });
    expect(me.plan).toMatchObject({ code: 'month', endsAt: days.until, dailyOperations: 60 });
    expect(me.freeAccess?.until).toBe(access.until);
    expect(Date.parse(days.until ?? '') - Date.now()).toBeCloseTo(7 * 86_400_000, -5);
  });

  it('returns the first answer for the same request, and refuses its id for another code', async () => {
    const alice = await test.person();
    const [code, requestId] = [await makeCode('bonus_coins', 500, { perUser: 5 }), randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => redeem(alice, code, requestId)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await alice.call.me.get()).balance.coins).toBe(10_500);
    await expect(redeem(alice, 'WELCOME2025', requestId)).rejects.toThrow('IDEMPOTENCY_CONFLICT');
  });

  it('lets one person use a code once, though it is sent forty times at the same moment', async () => {
    const alice = await test.person();
    const code = await makeCode('bonus_coins', 700);
    const results = await outcomes(Array.from({ length: 40 }, () => redeem(alice, code)));
    expect(countOf(results, 'ok')).toBe(1);
    expect(countOf(results, 'PROMO_ALREADY_USED')).toBe(39);
    expect((await alice.call.me.get()).balance.coins).toBe(10_700);
  });

  it('lets a person use a code as often as it says', async () => {
    const alice = await test.person();
    const code = await makeCode('free_operations', 1, { perUser: 3 });
    const results = await outcomes(Array.from({ length: 8 }, () => redeem(alice, code)));
    expect(countOf(results, 'ok')).toBe(3);
    expect((await alice.call.me.get()).balance.freeOperations).toBe(4 + 3);
  });

  it('gives five uses to forty people who redeem it at once', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => test.person()));
    const code = await makeCode('bonus_coins', 100, { maxUses: 5 });
    const results = await outcomes(people.map((person) => redeem(person, code)));
    expect(countOf(results, 'ok')).toBe(5);
    expect(countOf(results, 'PROMO_EXHAUSTED')).toBe(35);
  });

  it('keeps to the window, the switch and the first top-up', async () => {
    const alice = await test.person();
    const soon = await makeCode('bonus_coins', 1, { starts: '2999-01-01' });
    const over = await makeCode('bonus_coins', 1, { ends: '2020-01-01' });
    const off = await makeCode('bonus_coins', 1, { active: false });
    await expect(redeem(alice, soon)).rejects.toThrow('PROMO_NOT_STARTED');
    await expect(redeem(alice, over)).rejects.toThrow('PROMO_EXPIRED');
    await expect(redeem(alice, off)).rejects.toThrow('PROMO_NOT_FOUND');
    await expect(redeem(alice, 'SAVE20')).rejects.toThrow('PROMO_NEEDS_TOPUP');
  });

  it('redeems FREE_ACCESS for admins, and answers PROMO_NOT_FOUND to others', async () => {
    const [alice, irina] = [await test.person(), await test.admin()];
    await expect(redeem(alice, 'FREE_ACCESS')).rejects.toThrow('PROMO_NOT_FOUND');
    expect(await redeem(irina, 'free_access')).toMatchObject({ kind: 'free_access', until: null });
    expect((await irina.call.me.get()).freeAccess).toEqual({ until: null });
  });

  it('prevents finding codes by guessing, also with parallel calls', async () => {
    const mallory = await test.person();
    const wrong = Array.from({ length: 30 }, (_, n) => redeem(mallory, `GUESS${n}`));
    const results = await outcomes(wrong);
    expect(countOf(results, 'PROMO_NOT_FOUND')).toBe(MAX_WRONG_GUESSES);
    expect(countOf(results, 'RATE_LIMITED')).toBe(30 - MAX_WRONG_GUESSES);
    await expect(redeem(mallory, 'WELCOME2025')).rejects.toMatchObject({
      cause: { details: { retryAfterSeconds: expect.any(Number) } },
    });
    await test.app.db.query(hourLater, [mallory.userId]);
    expect(await redeem(mallory, 'WELCOME2025')).toMatchObject({ value: 1000 });
  });

  it('counts a repeated typing error once', async () => {
    const alice = await test.person();
    for (let n = 0; n < MAX_WRONG_GUESSES + 5; n++) {
      await expect(redeem(alice, 'WELCOM2025')).rejects.toThrow('PROMO_NOT_FOUND');
    }
    expect(await redeem(alice, 'WELCOME2025')).toMatchObject({ value: 1000 });
  });

  it('refuses unauthenticated callers', async () => {
    await expect(redeem({ call: test.nobody() }, 'WELCOME2025')).rejects.toThrow(
      'INIT_DATA_MISSING',
    );
  });
});

describe('a code that would give nothing', () => {
  const endless = (who: Person) =>
    test.app.db.query(sql(`update users set free_access_until = 'infinity' where id = $1`), [
      who.userId,
    ]);
  const accessFor = (who: Person, days: number) =>
    test.app.db.query(
      sql(`update users set free_access_until = now() + $2 * interval '1 day' where id = $1`),
      [who.userId, days],
    );

  it.each(['free_access', 'plan_days'] as const)(
    'is refused to somebody with endless access, and not used up: %s of seven days',
    async (kind) => {
      const alice = await test.person();
      await endless(alice);
      const code = await makeCode(kind, 7);
      await expect(redeem(alice, code)).rejects.toThrow('PROMO_GIVES_NOTHING');
      await expect(alice.call.promo.preview({ code })).rejects.toThrow('PROMO_GIVES_NOTHING');
      await accessFor(alice, 0);
      expect(await redeem(alice, code)).toMatchObject({ kind, value: 7 });
    },
  );

  it('of endless access is refused to somebody who has that', async () => {
    const alice = await test.person();
    await endless(alice);
    await expect(redeem(alice, await makeCode('free_access', 0))).rejects.toThrow(
      'PROMO_GIVES_NOTHING',
    );
  });

  it('is one of plan days that end before the access does, also behind a plan', async () => {
    const alice = await test.person();
    await accessFor(alice, 20);
    expect(await redeem(alice, await makeCode('plan_days', 30))).toMatchObject({ value: 30 });
    await accessFor(alice, 40);
    const code = await makeCode('plan_days', 7);
    await expect(redeem(alice, code)).rejects.toThrow('PROMO_GIVES_NOTHING');
    await accessFor(alice, 36);
    expect(await redeem(alice, code)).toMatchObject({ value: 7 });
    expect(await redeem(alice, await makeCode('free_access', 7))).toMatchObject({ value: 7 });
  });

  it.each(['bonus_coins', 'free_operations', 'free_trainings', 'plan_days'] as const)(
    'is one of nothing at all: %s',
    async (kind) => {
      const alice = await test.person();
      await expect(redeem(alice, await makeCode(kind, 0))).rejects.toThrow('PROMO_GIVES_NOTHING');
    },
  );

  it('takes nothing off, or nothing that can be taken off', async () => {
    const alice = await test.person();
    const preview = (code: string) => promo.previewDiscount(test.app, actorOf(alice), code);
    await expect(preview(await makeCode('topup_discount', 0))).rejects.toThrow(
      'PROMO_GIVES_NOTHING',
    );
    const slight = await makeCode('topup_discount', 1);
    const item = { type: 'custom', coins: 1000 } as const;
    const wanted = { provider: 'stars', item, promoCode: slight } as const;
    await expect(alice.call.payments.quote(wanted)).rejects.toThrow('PROMO_GIVES_NOTHING');
    await expect(
      alice.call.payments.create({ ...wanted, requestId: randomUUID() }),
    ).rejects.toThrow('PROMO_GIVES_NOTHING');
    expect(await preview(slight)).toEqual({ code: slight, percent: 1 });
  });
});

describe('a discount', () => {
  it('is quoted without a hold', async () => {
    const alice = await test.person();
    const preview = () => promo.previewDiscount(test.app, actorOf(alice), 'save20');
    expect(await preview()).toEqual({ code: 'SAVE20', percent: 20 });
    expect(await preview()).toEqual({ code: 'SAVE20', percent: 20 });
    await expect(promo.previewDiscount(test.app, actorOf(alice), 'WELCOME2025')).rejects.toThrow(
      'PROMO_NOT_FOR_TOPUP',
    );
  });

  it('is held by an order, used when it is paid, and then used up', async () => {
    const alice = await test.person();
    const order = await placeOrder(alice);
    expect(await reserve(alice, 'SAVE20', order)).toMatchObject({ code: 'SAVE20', percent: 20 });
    await pay(alice, order);
    await pay(alice, order).catch(() => undefined);
    await expect(reserve(alice, 'SAVE20', await placeOrder(alice))).rejects.toThrow(
      'PROMO_ALREADY_USED',
    );
  });

  it('is free again when the order is cancelled', async () => {
    const alice = await test.person();
    const code = await makeCode('topup_discount', 10, { maxUses: 1 });
    const order = await placeOrder(alice);
    await reserve(alice, code, order);
    const bob = await test.person();
    const bobs = await placeOrder(bob);
    await expect(reserve(bob, code, bobs)).rejects.toThrow('PROMO_EXHAUSTED');
    await Promise.all([release(alice, order), release(alice, order)]);
    await reserve(bob, code, bobs);
    await pay(bob, bobs);
  });

  it("goes over to the person's next order, so that a closed checkout costs nobody their code", async () => {
    const alice = await test.person();
    const [first, second] = [await placeOrder(alice), await placeOrder(alice)];
    await reserve(alice, 'MEGA50', first);
    await reserve(alice, 'MEGA50', second);
    const holds = (id: string) => promo.hasDiscount(test.app.db, alice.userId, id);
    expect([await holds(first), await holds(second)]).toEqual([false, true]);
  });

  it('counts again when an order is paid after it was cancelled, as far as the limits allow', async () => {
    const alice = await test.person();
    const order = await placeOrder(alice);
    await reserve(alice, 'BONUS30', order);
    await release(alice, order);
    await pay(alice, order);
    await expect(reserve(alice, 'BONUS30', await placeOrder(alice))).rejects.toThrow(
      'PROMO_ALREADY_USED',
    );
  });

  it('of the first top-up is for people without one, and for one order at a time', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const other = await makeCode('topup_discount', 40, { firstTopup: true });
    await reserve(alice, 'FIRST50', await placeOrder(alice));
    await expect(reserve(alice, other, await placeOrder(alice))).rejects.toThrow(
      'PROMO_FIRST_TOPUP_ONLY',
    );
    await topUp(bob);
    await expect(reserve(bob, 'FIRST50', await placeOrder(bob))).rejects.toThrow(
      'PROMO_FIRST_TOPUP_ONLY',
    );
  });

  it('is held once by forty orders at the same moment', async () => {
    const alice = await test.person();
    const code = await makeCode('topup_discount', 15, { perUser: 2 });
    const orders = await Promise.all(Array.from({ length: 40 }, () => placeOrder(alice)));
    await Promise.all(orders.map((order) => reserve(alice, code, order)));
    const held = await Promise.all(
      orders.map((order) => promo.hasDiscount(test.app.db, alice.userId, order)),
    );
    expect(held.filter(Boolean)).toHaveLength(2);
  });
});

/** A top-up that has been paid, with its movement. */
async function topUp(who: Person) {
  const order = await placeOrder(who);
  const chargeId = randomUUID();
  await test.app.db.transaction(async (tx) => {
    await tx.query(closeOrder, [order, 'succeeded', new Date()]);
    await tx.query(sql('update payments set coins = 500 where id = $1'), [order]);
    await tx.query(insertCharge, [chargeId, who.userId, order]);
    await ledger.post(tx, {
      kind: 'topup',
      provider: 'stars',
      chargeId,
      amount: 500,
      userId: who.userId,
      botName: 'main',
      actor: 'system',
    });
  });
}

const insertCode = sql(`
  insert into promo_codes (code, kind, value, max_uses, per_user, starts_at, ends_at, first_topup_only,
    admins_only, active)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
`);
const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    full_amount, amount, currency, status, expires_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{}', 100, 100, 'XTR', 'pending',
    now() + interval '1 hour')
`);
const setPromo = sql('update payments set promo_id = $2 where id = $1');
const readPromo = sql<{ promo_id: number }>('select promo_id from payments where id = $1');
const closeOrder = sql(`update payments set status = $2, paid_at = $3 where id = $1`);
const insertCharge = sql(`
  insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins, credits,
    paid_at)
  select 'stars', $1, user_id, id, amount, currency, coins, credits, now() from payments
  where user_id = $2 and id = $3
`);
const hourLater = sql(
  `update promo_guesses set since = since - interval '1 hour' where user_id = $1`,
);

it('a change of a code’s terms is dated, whoever makes it, and a use does not count as one', async () => {
  const code = await makeCode('bonus_coins', 500);
  const lastChange = async () =>
    (await test.app.db.query(readLastChange, [code]))[0]?.hours_ago ?? Number.NaN;
  const change = (text: string) =>
    test.app.db.transaction((tx) =>
      tx.query(sql(`update promo_codes set ${text} where code = $1`), [code]),
    );
  await change(`updated_at = now() - interval '5 hours'`);
  expect(await lastChange()).toBe(5);
  const { call } = await test.person();
  await call.promo.redeem({ requestId: randomUUID(), code });
  expect(await lastChange()).toBe(5);
  await change(`ends_at = now() + interval '1 day'`);
  expect(await lastChange()).toBe(0);
});
