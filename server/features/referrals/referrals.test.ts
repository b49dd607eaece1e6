import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { buyWithStars } from '../payments/providers/stars/testing/buyWithStars.ts';
import * as progress from '../progress/service.ts';
import { payBonusesJob } from './payBonusesJob.ts';
import * as referrals from './service.ts';

const test = testApp();
beforeAll(() => {
  test.app.bots.first.username = 'ai_coins_bot';
});

type Person = Awaited<ReturnType<typeof test.person>>;

const codeOf = async ({ call }: Person) => (await call.referrals.get()).code;
const invitedBy = async (inviter: Person) =>
  test.person({ startParam: `r_${await codeOf(inviter)}` });
const coinsOf = async ({ call }: Person) => (await call.me.get()).balance.coins;

/** The person finishes a generation. */
const work = ({ userId }: Person) =>
  test.app.db.transaction(async (tx) => {
    const made = { kind: 'image', operation: 'create', generationId: randomUUID() } as const;
    await progress.recordWork(test.app, tx, { userId, botName: 'main' }, made);
    await referrals.countFriend(test.app, tx, userId);
  });

/** The person tops up 100 coins; the charge can be refunded. */
async function topUp({ userId }: Person, coins = 10_000) {
  const [paymentId, chargeId] = [randomUUID(), randomUUID()];
  await test.app.db.transaction(async (tx) => {
    await tx.query(insertOrder, [userId, paymentId, coins]);
    await tx.query(insertCharge, [chargeId, userId, paymentId, coins]);
    const charge = { provider: 'stars' as const, chargeId };
    const fact = { userId, botName: 'main', actor: 'system' };
    await ledger.post(tx, { ...fact, ...charge, kind: 'topup', amount: coins });
    await referrals.shareTopup(test.app, tx, { userId, ...charge, coins, botName: 'main' });
  });
  return chargeId;
}
const refund = ({ userId }: Person, chargeId: string, coins = 10_000) =>
  test.app.db.transaction(async (tx) => {
    await tx.query(setRefunded, [chargeId]);
    const charge = { provider: 'stars' as const, chargeId };
    const fact = { userId, botName: 'main', actor: 'system' };
    await ledger.clawBack(tx, { ...fact, ...charge, kind: 'topup_reversal', amount: coins });
    await referrals.revokePayment(test.app, tx, { userId, ...charge });
  });

describe('an invite', () => {
  it('is accepted at the first launch by a personal link', async () => {
    const alice = await test.person({ first_name: 'Alice' });
    const { link, code } = await alice.call.referrals.get();
    expect(link).toBe(`https://t.me/ai_coins_bot?startapp=r_${code}`);
    const bob = await test.person({ startParam: `r_${code}`, first_name: 'Bob' });
    expect(bob.start).toEqual({ type: 'referral', accepted: true });
    expect(await alice.call.referrals.get()).toMatchObject({
      invited: 1,
      counted: 0,
      earned: 0,
      friends: [{ name: 'Bob', countedAt: null, bonus: 0 }],
    });
  });

  it('is not accepted from oneself, from nobody, or after the first launch', async () => {
    const alice = await test.person();
    const code = await codeOf(alice);
    const launch = (startParam: string) => test.as(alice.telegram, { startParam }).me.launch();
    expect((await launch(`r_${code}`)).start).toEqual({ type: 'referral', accepted: false });
    const bob = await test.person();
    expect((await launch(`r_${await codeOf(bob)}`)).start).toMatchObject({ accepted: false });
    expect((await test.person({ startParam: 'r_nobody' })).start).toMatchObject({
      accepted: false,
    });
  });

  it('is accepted once, from one of two inviters, when launches race', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const codes = [await codeOf(alice), await codeOf(bob)];
    const carol = { id: randomInt(1_000_000, 2 ** 40), first_name: 'Carol' };
    const launches = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        test.as(carol, { startParam: `r_${codes[n % 2]}` }).me.launch(),
      ),
    );
    const accepted = launches.filter(({ start }) => start?.type === 'referral' && start.accepted);
    expect(accepted).toHaveLength(1);
  });

  it('never forms a circle, not even when both launch at the same moment', async () => {
    const ids = Array.from({ length: 2 }, () => randomInt(1_000_000, 2 ** 40));
    // Both wrote to the bot before they ever opened the app, so both have a code.
    const codes = await Promise.all(ids.map(async (id) => startBot(id)));
    await Promise.all(
      ids.map((id, n) =>
        test.as({ id, first_name: 'X' }, { startParam: `r_${codes[1 - n]}` }).me.launch(),
      ),
    );
    const rows = await test.app.db.query(readReferrals, [ids]);
    expect(rows.length).toBeLessThanOrEqual(1);
  });
});

describe("a friend's first generation", () => {
  it('pays both, gives the inviter XP and the badge, once', async () => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    await Promise.all(Array.from({ length: 10 }, () => work(bob)));
    expect(await coinsOf(alice)).toBe(10_000 + 5000);
    expect(await coinsOf(bob)).toBe(10_000 + 5000);
    expect(await alice.call.referrals.get()).toMatchObject({
      counted: 1,
      earned: 5000,
      friends: [{ bonus: 5000, countedAt: expect.any(String) }],
    });
    const { badges, xp } = await alice.call.progress.get();
    expect(badges.find(({ code }) => code === 'friend')?.earnedAt).not.toBeNull();
    expect(xp).toBe(40 + 30);
    expect((await bob.call.referrals.get()).earned).toBe(0);
  });

  it('counts every friend when several finish at the same moment', async () => {
    const alice = await test.person();
    const friends = await Promise.all(Array.from({ length: 6 }, () => invitedBy(alice)));
    await Promise.all(friends.map(work));
    expect(await alice.call.referrals.get()).toMatchObject({ counted: 6, earned: 6 * 5000 });
    const { badges } = await alice.call.progress.get();
    expect(badges.find(({ code }) => code === 'ambassador')?.earnedAt).not.toBeNull();
  });

  it('waits where a waiting time is set, and is paid by the terms of that time', async () => {
    await setHold('24');
    const alice = await test.person();
    const bob = await invitedBy(alice);
    await work(bob);
    const payDue = () =>
      payBonusesJob.run(test.app, {}, { signal: AbortSignal.timeout(10_000), attempt: 1 });
    await payDue();
    expect(await coinsOf(alice)).toBe(10_000);
    await test.app.db.query(dayLater, [bob.userId]);
    await Promise.all([payDue(), payDue()]);
    expect(await coinsOf(alice)).toBe(15_000);
    await setHold('0');
  });
});

describe('a friend’s top-up', () => {
  it('brings the inviter a share, and claws it back with the refund', async () => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    const charge = await topUp(bob, 12_345);
    expect(await coinsOf(alice)).toBe(10_000 + 1234);
    expect((await alice.call.referrals.get()).earned).toBe(1234);
    await refund(bob, charge, 12_345);
    await refund(bob, charge, 12_345);
    expect(await coinsOf(alice)).toBe(10_000);
  });

  it('brings nothing without an inviter', async () => {
    const bob = await test.person();
    await refund(bob, await topUp(bob));
    expect(await coinsOf(bob)).toBe(10_000);
  });

  it('claws back the bonus of both when no payment is left', async () => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    const first = await topUp(bob);
    const second = await topUp(bob);
    await work(bob);
    await refund(bob, first);
    expect(await coinsOf(alice)).toBe(10_000 + 5000 + 1000);
    await refund(bob, second);
    expect(await coinsOf(alice)).toBe(10_000);
    expect(await coinsOf(bob)).toBe(10_000);
    expect(await alice.call.referrals.get()).toMatchObject({
      invited: 1,
      counted: 0,
      earned: 0,
      friends: [{ countedAt: null, bonus: 0 }],
    });
    await work(bob);
    expect(await coinsOf(alice)).toBe(10_000);
  });

  it('claws back the amount that was paid, not the current bonus', async () => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    const charge = await topUp(bob);
    await work(bob);
    await setReward('referral_inviter_coins', 9900);
    await refund(bob, charge);
    await setReward('referral_inviter_coins', 5000);
    expect(await coinsOf(alice)).toBe(10_000);
  });
});

describe('a friend’s payments, all refunded', () => {
  const coins = { coins: 10_000 };
  const plan = { plan: 'year', credits: 0 };
  const credits = { plan: 'credits-100', credits: 100 };

  it.each([
    ['coins first, a plan last', [coins, plan]],
    ['a plan first, coins last', [plan, coins]],
    ['coins first, credits last', [coins, credits]],
    ['a plan alone', [plan]],
  ])('take the invite back: %s', async (_, bought) => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    await work(bob);
    const payments = [];
    for (const each of bought) {
      payments.push(await buyWithStars(test.app, bob, each));
    }
    for (const payment of payments) {
      expect((await alice.call.referrals.get()).counted).toBe(1);
      await payment.refund();
    }
    expect(await coinsOf(alice)).toBe(10_000);
    expect(await coinsOf(bob)).toBe(10_000);
    expect(await alice.call.referrals.get()).toMatchObject({ counted: 0, earned: 0 });
  });

  it('take the invite back when the last two are refunded at the same moment', async () => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    await work(bob);
    const payments = [];
    for (const each of [coins, plan, credits]) {
      payments.push(await buyWithStars(test.app, bob, each));
    }
    await Promise.all(payments.map((payment) => payment.refund()));
    expect((await alice.call.referrals.get()).counted).toBe(0);
  });

  it('leave the invite alone while the refund of one of them is pending', async () => {
    const alice = await test.person();
    const bob = await invitedBy(alice);
    await work(bob);
    const [first, second] = [
      await buyWithStars(test.app, bob, coins),
      await buyWithStars(test.app, bob, plan),
    ];
    await test.app.db.query(setRefunding, [bob.userId]);
    await first.refund();
    expect((await alice.call.referrals.get()).counted).toBe(1);
    await second.refund();
    expect((await alice.call.referrals.get()).counted).toBe(0);
  });
});

describe('shareOf', () => {
  it('is a whole part of the top-up, never more than all of it', () => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100 }), (coins, percent) => {
        const share = referrals.shareOf(coins, percent);
        expect(Number.isSafeInteger(share)).toBe(true);
        expect(share * 100).toBeLessThanOrEqual(coins * percent);
        expect((share + 1) * 100).toBeGreaterThan(coins * percent);
      }),
    );
  });
});

describe('referrals.get', () => {
  it('refuses unauthenticated callers', async () => {
    await expect(test.nobody().referrals.get()).rejects.toThrow('INIT_DATA_MISSING');
  });
});

async function startBot(telegramId: number): Promise<string> {
  const code = `met${telegramId}`;
  await test.app.db.query(insertUser, [telegramId, code]);
  return code;
}

async function setHold(hours: string) {
  await test.app.db.query(setHoldHours, [hours]);
  test.app.catalog.invalidate();
}

async function setReward(code: string, value: number) {
  await test.app.db.query(sql('update rewards set value = $2 where code = $1'), [code, value]);
  test.app.catalog.invalidate();
}

const insertUser = sql(`
  insert into users (telegram_id, first_name, referral_code, first_bot) values ($1, 'X', $2, 'main')
`);
const readReferrals = sql<{ referee_user_id: number }>(`
  select referee_user_id from referrals r join users u on u.id = r.referee_user_id
  where u.telegram_id = any($1::bigint[])
`);
const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    coins, full_amount, amount, currency, status, expires_at, paid_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{}', $3, 160, 160, 'XTR', 'succeeded',
    now() + interval '1 hour', now())
`);
const insertCharge = sql(`
  insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins, credits,
    paid_at)
  values ('stars', $1, $2, $3, 160, 'XTR', $4, 0, now())
`);
const setRefunded = sql(`
  with charge as (
    update payment_charges set status = 'refunded', refunded_at = now(), refunded_amount = amount
    where charge_id = $1
    returning *
  ), part as (
    insert into payment_refunds (user_id, provider, charge_id, up_to, amount, currency, coins, asked, refunded_at)
    select user_id, provider, charge_id, amount, amount, currency, coins, true, now() from charge
    on conflict do nothing
  )
  update payments set status = 'refunded' where id in (select payment_id from charge)
`);
const setRefunding = sql(`update payment_charges set status = 'refunding' where user_id = $1`);
const setHoldHours = sql(`
  insert into settings (key, value) values ('referral_hold_hours', $1::jsonb)
  on conflict (key) do update set value = excluded.value
`);
const dayLater = sql(`
  update referrals set payable_at = payable_at - interval '1 day' where referee_user_id = $1
`);
