import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { extendFreeAccess } from '../users/accountStatus.ts';
import { currentPlan } from './lookup.ts';
import * as plans from './service.ts';

const test = testApp();

type Person = Awaited<ReturnType<typeof test.person>>;
const DAY_MS = 86_400_000;
const recipient = ({ userId }: Person) => ({ userId, botName: 'main' });

async function placeOrder(who: Person, renews = false) {
  const id = randomUUID();
  await test.app.db.query(insertOrder, [who.userId, id, renews]);
  return id;
}

/** Charges an order: the charge is stored and brings its plan. */
async function buy(
  who: Person,
  planCode: string,
  more: { chargeId?: string; paymentId?: string; expiresAt?: Date; renews?: boolean } = {},
) {
  const paymentId = more.paymentId ?? (await placeOrder(who, more.renews));
  const chargeId = more.chargeId ?? randomUUID();
  const { endsAt } = await test.app.db.transaction(async (tx) => {
    await tx.query(insertCharge, [chargeId, who.userId, paymentId]);
    const purchase = { ...more, planCode, provider: 'stars', chargeId, paymentId } as const;
    return plans.grantPlan(test.app, tx, recipient(who), purchase);
  });
  return { endsAt, chargeId, paymentId };
}
const revoke = (who: Person, chargeId: string) =>
  test.app.db.transaction((tx) =>
    plans.revokePlan(test.app, tx, { ...recipient(who), provider: 'stars', chargeId }),
  );
const daysLeft = (date: Date | string | null | undefined) =>
  Math.round((new Date(date ?? 0).getTime() - Date.now()) / DAY_MS);
const planOf = async ({ call }: Person) => (await call.me.get()).plan;
const lastEnd = async (who: Person) =>
  (await test.app.db.query(readEnds, [who.userId])).map(({ ends_at }) => daysLeft(ends_at));

describe('grantPlan', () => {
  it('gives a month, once for a charge', async () => {
    const alice = await test.person();
    const { chargeId, paymentId } = await buy(alice, 'month');
    await Promise.all([1, 2, 3].map(() => buy(alice, 'month', { chargeId, paymentId })));
    const plan = await planOf(alice);
    expect(plan).toMatchObject({
      code: 'month',
      kind: 'MONTH',
      dailyOperations: 60,
      renews: false,
      next: null,
    });
    expect(daysLeft(plan?.endsAt)).toBe(30);
  });

  it('extends the active plan, at the same moment too', async () => {
    const alice = await test.person();
    await Promise.all([buy(alice, 'month'), buy(alice, 'month'), buy(alice, 'month')]);
    expect(daysLeft((await planOf(alice))?.endsAt)).toBe(90);
  });

  it('starts another plan at the end of the active one', async () => {
    const alice = await test.person();
    await buy(alice, 'month');
    const year = await buy(alice, 'year');
    expect(daysLeft(year.endsAt)).toBe(30 + 365);
    const plan = await planOf(alice);
    expect(plan).toMatchObject({
      code: 'month',
      next: { code: 'year', kind: 'YEAR', startsAt: plan?.endsAt },
    });
    expect(daysLeft(plan?.next?.endsAt)).toBe(30 + 365);
    // A longer month moves the waiting year.
    await buy(alice, 'month');
    expect(await lastEnd(alice)).toEqual([60, 60 + 365]);
  });

  it('gives credits at once', async () => {
    const alice = await test.person();
    expect((await buy(alice, 'credits-100')).endsAt).toBeNull();
    expect((await alice.call.me.get()).balance.credits).toBe(100);
    expect(await planOf(alice)).toBeNull();
  });

  it('keeps a subscription under its first charge when it renews, and never ends it early', async () => {
    const alice = await test.person();
    const first = await buy(alice, 'month', { renews: true });
    const expiresAt = new Date(Date.now() + 75 * DAY_MS);
    await buy(alice, 'month', { paymentId: first.paymentId, renews: true, expiresAt });
    expect(daysLeft((await planOf(alice))?.endsAt)).toBe(75);
    expect(await currentPlan(test.app.db, alice.userId)).toMatchObject({
      renews: true,
      subscriptionChargeId: first.chargeId,
      paymentId: first.paymentId,
    });
  });

  it('goes on with a subscription that was charged late', async () => {
    const alice = await test.person();
    const first = await buy(alice, 'month', { renews: true });
    await test.app.db.query(letEnd, [alice.userId]);
    expect(await planOf(alice)).toBeNull();
    await buy(alice, 'month', { paymentId: first.paymentId, renews: true });
    expect(await currentPlan(test.app.db, alice.userId)).toMatchObject({
      renews: true,
      subscriptionChargeId: first.chargeId,
    });
    expect(daysLeft((await planOf(alice))?.endsAt)).toBe(30);
  });
});

describe('revokePlan', () => {
  it('takes back exactly what the charge gave, once', async () => {
    const alice = await test.person();
    const first = await buy(alice, 'month');
    await buy(alice, 'month');
    await Promise.all([revoke(alice, first.chargeId), revoke(alice, first.chargeId)]);
    expect(daysLeft((await planOf(alice))?.endsAt)).toBe(30);
  });

  it('starts the waiting plan at once', async () => {
    const alice = await test.person();
    const month = await buy(alice, 'month');
    await buy(alice, 'year');
    await revoke(alice, month.chargeId);
    const plan = await planOf(alice);
    expect(plan).toMatchObject({ code: 'year' });
    expect(daysLeft(plan?.endsAt)).toBe(365);
  });

  it('takes the credits that are left, and changes nothing for a charge without a plan', async () => {
    const alice = await test.person();
    const { chargeId } = await buy(alice, 'credits-100');
    await revoke(alice, chargeId);
    await revoke(alice, 'no-such-charge');
    expect((await alice.call.me.get()).balance.credits).toBe(0);
  });
});

describe('access', () => {
  it('is told in the order in which it is asked', async () => {
    const alice = await test.person();
    const access = () => plans.hasAccess(test.app, alice.userId);
    expect(await access()).toEqual({ by: null, until: null });
    await buy(alice, 'credits-100');
    expect(await access()).toEqual({ by: 'credits', until: null });
    await test.app.db.transaction((tx) =>
      ledger.post(tx, {
        kind: 'free_grant',
        asset: 'free_trainings',
        source: 'WELCOME',
        amount: 1,
        userId: alice.userId,
        botName: 'main',
        actor: 'system',
      }),
    );
    expect(await access()).toEqual({ by: 'free_trainings', until: null });
    await buy(alice, 'month');
    const plan = await access();
    expect(plan.by).toBe('plan');
    expect(daysLeft(plan.until)).toBe(30);
    const extend = (days: number | null) =>
      test.app.db.transaction((tx) => extendFreeAccess(tx, alice.userId, days));
    expect(daysLeft(await extend(5))).toBe(5);
    expect(daysLeft(await extend(5))).toBe(10);
    expect(await access()).toMatchObject({ by: 'free_access', until: expect.any(Date) });
    expect(await extend(null)).toBeNull();
    expect(await access()).toMatchObject({ by: 'free_access', until: null });
  });
});

describe('plans.list', () => {
  it('offers what is on sale, without roubles where they are not taken', async () => {
    const alice = await test.person();
    const { plans: offered, current } = await alice.call.plans.list();
    expect(current).toBeNull();
    expect(offered).toMatchObject([
      { code: 'month', kind: 'MONTH', stars: 285, roubles: null, days: 30, renews: true },
      { code: 'year', kind: 'YEAR', stars: 2850, days: 365, renews: false },
      { code: 'credits-100', kind: 'CREDITS', credits: 100, days: null },
    ]);
  });

  it('refuses unauthenticated callers', async () => {
    await expect(test.nobody().plans.list()).rejects.toThrow('INIT_DATA_MISSING');
  });
});

describe('plans.cancel', () => {
  it('reports when nothing renews', async () => {
    const alice = await test.person();
    await buy(alice, 'month');
    await expect(alice.call.plans.cancel({ requestId: randomUUID() })).rejects.toThrow(
      'PLAN_NOT_ACTIVE',
    );
  });
});

const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    full_amount, amount, currency, status, renews, expires_at, paid_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{}', 285, 285, 'XTR', 'succeeded', $3,
    now() + interval '1 hour', now())
`);
const insertCharge = sql(`
  insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins, credits,
    paid_at)
  values ('stars', $1, $2, $3, 285, 'XTR', 0, 0, now())
  on conflict do nothing
`);
const readEnds = sql<{ ends_at: Date }>(
  'select ends_at from user_plans where user_id = $1 order by ends_at',
);
const letEnd = sql(`
  update user_plans set starts_at = starts_at - interval '31 days', ends_at = ends_at - interval '31 days'
  where user_id = $1
`);
