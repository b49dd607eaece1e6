import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { sql } from '../../../../db/statement.ts';
import { grantPlanDays } from '../../../plans/service.ts';
import { PATIENCE, starWorld } from './testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;
const month = { type: 'plan', code: 'month' } as const;

type Payer = Awaited<ReturnType<typeof world.payer>>;

async function subscribe(who: Payer): Promise<string> {
  const order = await world.order(who, month);
  const { charge } = await telegram.stars.pay(order.link, who.person.id);
  await world.settled();
  return charge?.id ?? '';
}

const cancel = ({ call }: Payer) => call.plans.cancel({ requestId: randomUUID() });
const stateOf = (chargeId: string) => telegram.stars.subscription(chargeId).state;
const daysUntil = (date: string | null | undefined) =>
  Math.round((Date.parse(date ?? '') - Date.now()) / 86_400_000);

async function refund(chargeId: string) {
  const { call } = await world.test.admin();
  const reason = 'asked for it';
  return call.admin.refundPayment({
    provider: 'stars',
    chargeId,
    reason,
    requestId: randomUUID(),
  });
}

/** The plan's state, in days from now. */
async function planOf({ call }: Payer) {
  const { plan } = await call.me.get();
  return (
    plan && {
      renews: plan.renews,
      ends: daysUntil(plan.endsAt),
      next: plan.renewsAt && daysUntil(plan.renewsAt),
    }
  );
}

/** As a promo code does. */
async function giveDays({ userId }: Payer, days: number): Promise<void> {
  const gift = { days, cause: randomUUID() };
  await world.app.db.transaction((tx) =>
    grantPlanDays(world.app, tx, { userId, botName: 'main' }, gift),
  );
}

describe('a subscription begun while days of an earlier one are left', () => {
  it('keeps them, and shows when it is charged next', async () => {
    const alice = await world.payer();
    await subscribe(alice);
    expect(await planOf(alice)).toEqual({ renews: true, ends: 30, next: 30 });
    await cancel(alice);
    expect(await planOf(alice)).toEqual({ renews: false, ends: 30, next: null });
    const again = await subscribe(alice);
    expect(await planOf(alice)).toEqual({ renews: true, ends: 60, next: 30 });
    telegram.stars.renewSubscription(again);
    await world.settled();
    expect(await planOf(alice)).toEqual({ renews: true, ends: 90, next: 60 });
    await expect(world.order(alice, month)).rejects.toThrow('PLAN_ALREADY_ACTIVE');
    await cancel(alice);
    expect(stateOf(again)).toBe('canceled');
    expect(await planOf(alice)).toEqual({ renews: false, ends: 90, next: null });
  });

  it('ends the earlier one permanently, so that it can’t be resumed in Telegram', async () => {
    const alice = await world.payer();
    const first = await subscribe(alice);
    telegram.stars.setSubscriptionCanceled(first, true);
    await world.settled();
    const second = await subscribe(alice);
    await vi.waitFor(() => {
      expect(() => telegram.stars.setSubscriptionCanceled(first, false)).toThrow(
        'SUBSCRIPTION_CANCELED_BY_BOT',
      );
    }, PATIENCE);
    expect(stateOf(second)).toBe('active');
    expect(await planOf(alice)).toEqual({ renews: true, ends: 60, next: 30 });
  });

  it('renews one when two were paid at the same moment', async () => {
    const alice = await world.payer();
    const orders = [await world.order(alice, month), await world.order(alice, month)];
    const paid = await Promise.all(
      orders.map(({ link }) => telegram.stars.pay(link, alice.person.id)),
    );
    await world.settled();
    const ids = paid.flatMap(({ charge }) => charge?.id ?? []);
    expect(ids).toHaveLength(2);
    await vi.waitFor(() => {
      expect(ids.map(stateOf).sort()).toEqual(['active', 'canceled']);
    }, PATIENCE);
    expect(await planOf(alice)).toEqual({ renews: true, ends: 60, next: 30 });
    await cancel(alice);
    expect(ids.map(stateOf)).toEqual(['canceled', 'canceled']);
  });

  it('is not shortened below what its own charge has paid when the earlier one is refunded', async () => {
    const alice = await world.payer();
    const first = await subscribe(alice);
    await cancel(alice);
    // Ten of its days have been used.
    await world.app.db.query(letPass, [alice.userId, 10]);
    const second = await subscribe(alice);
    expect(await planOf(alice)).toEqual({ renews: true, ends: 50, next: 30 });
    await refund(first);
    await vi.waitFor(async () => {
      expect(await planOf(alice)).toEqual({ renews: true, ends: 30, next: 30 });
    }, PATIENCE);
    expect(stateOf(second)).toBe('active');
    await refund(second);
    await vi.waitFor(async () => expect(await planOf(alice)).toBeNull(), PATIENCE);
    await vi.waitFor(() => expect(stateOf(second)).toBe('canceled'), PATIENCE);
  });

  it('can be cancelled while days of a promo code run before it', async () => {
    const alice = await world.payer();
    await giveDays(alice, 7);
    const charge = await subscribe(alice);
    const { plan } = await alice.call.me.get();
    expect(plan).toMatchObject({ renews: true, next: { kind: 'MONTH' } });
    expect([plan?.endsAt, plan?.renewsAt, plan?.next?.endsAt].map(daysUntil)).toEqual([7, 30, 37]);
    await cancel(alice);
    expect(stateOf(charge)).toBe('canceled');
    expect(await planOf(alice)).toEqual({ renews: false, ends: 7, next: null });
  });
});

describe('refunds of a subscription pressed twice', () => {
  it('give each charge back once', async () => {
    const alice = await world.payer();
    const first = await subscribe(alice);
    const { charge } = telegram.stars.renewSubscription(first);
    await world.settled();
    const second = charge?.id ?? '';
    // A request after the end of a refund is told so.
    const answers = await Promise.allSettled([first, second, first, second].map(refund));
    const results = answers.map((one) =>
      one.status === 'fulfilled' ? one.value.status : String(one.reason.message),
    );
    expect(results.filter((one) => one === 'refunding').length).toBeGreaterThanOrEqual(2);
    expect(['refunding', 'PAYMENT_NOT_REFUNDABLE']).toEqual(expect.arrayContaining(results));
    await vi.waitFor(async () => {
      const [order] = (await alice.call.payments.list({})).items;
      expect(order).toMatchObject({
        status: 'refunded',
        charges: [{ status: 'refunded' }, { status: 'refunded' }],
      });
    }, PATIENCE);
    expect(await planOf(alice)).toBeNull();
    await expect(refund(first)).rejects.toThrow('PAYMENT_NOT_REFUNDABLE');
    const returned = telegram.stars
      .charges('main')
      .filter(({ id }) => [first, second].includes(id));
    expect(returned.map(({ refundedAt }) => typeof refundedAt)).toEqual(['number', 'number']);
  });
});

/** As if the plan had been bought some days earlier. */
const letPass = sql(`
  update user_plans set starts_at = starts_at - $2::integer * interval '1 day',
    ends_at = ends_at - $2::integer * interval '1 day',
    renews_at = renews_at - $2::integer * interval '1 day'
  where user_id = $1::bigint
`);
