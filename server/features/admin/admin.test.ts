import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { dayOf, daysBetween, plusDays } from '../figures/days.ts';
import { storeDays } from '../figures/storeDays.ts';
import { grantPlanDays } from '../plans/service.ts';
import { everybody, placeOrder } from './testing.ts';

const test = testApp();
let people: Awaited<ReturnType<typeof everybody>>;
beforeAll(async () => {
  people = await everybody(test);
});

const adjustment = (userId: number, fields: { requestId?: string; amount?: number } = {}) => ({
  requestId: randomUUID(),
  userId,
  asset: 'coins' as const,
  direction: 'add' as const,
  amount: 2500,
  reason: 'Apology for a failed video',
  ...fields,
});
const coinsOf = async (userId: number) => (await ledger.getBalances(test.app.db, userId)).coins;

describe('admin.adjustBalance', () => {
  it('posts once however many copies of one request are sent at once', async () => {
    const { userId, call } = await test.person();
    const input = adjustment(userId);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => people.admin.call.admin.adjustBalance(input)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ asset: 'coins', before: 10_000, after: 12_500 })]),
    );
    expect((await call.me.get()).balance.coins).toBe(12_500);
    const { items } = await people.admin.call.admin.actions({ target: `user:${userId}` });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      adminUserId: people.admin.userId,
      targetName: 'Alice',
      action: 'balance.adjust',
      before: { asset: 'coins', balance: 10_000 },
      after: { asset: 'coins', before: 10_000, after: 12_500 },
      reason: 'Apology for a failed video',
    });
    const { ledger: lines } = await people.admin.call.admin.user({ userId });
    expect(lines[0]).toMatchObject({
      kind: 'admin_adjustment',
      amount: 2500,
      description: 'Apology for a failed video',
    });
  });

  it('refuses a request id that was used with another input, also by another procedure', async () => {
    const { userId } = await test.person();
    const first = adjustment(userId);
    const { admin } = people.admin.call;
    await admin.adjustBalance(first);
    const { requestId, reason } = first;
    const repeats = [
      () => admin.adjustBalance({ ...first, amount: 2501 }),
      () => admin.adjustBalance({ ...first, direction: 'take' }),
      () => admin.setFreeAccess({ requestId, userId, freeAccess: null, reason }),
    ];
    for (const repeat of repeats) {
      await expect(repeat()).rejects.toMatchObject({ message: 'IDEMPOTENCY_CONFLICT' });
    }
    expect(await coinsOf(userId)).toBe(12_500);
  });

  it('refuses to take more than the balance, and then changes and records nothing', async () => {
    const { userId } = await test.person();
    const { admin } = people.admin.call;
    const input = { ...adjustment(userId, { amount: 10_001 }), direction: 'take' as const };
    await expect(admin.adjustBalance(input)).rejects.toMatchObject({
      message: 'INSUFFICIENT_FUNDS',
    });
    expect(await coinsOf(userId)).toBe(10_000);
    expect((await admin.actions({ target: `user:${userId}` })).items).toEqual([]);
    expect(await admin.adjustBalance({ ...input, amount: 10_000 })).toEqual({
      asset: 'coins',
      before: 10_000,
      after: 0,
    });
  });

  it('hides the note from the person', async () => {
    const { userId, call } = await test.person();
    await people.admin.call.admin.adjustBalance({ ...adjustment(userId), note: 'ticket 4F7' });
    const { items } = await people.admin.call.admin.actions({ target: `user:${userId}` });
    expect(items[0]?.reason).toBe('Apology for a failed video\nticket 4F7');
    const { ledger: lines } = await people.admin.call.admin.user({ userId });
    expect(JSON.stringify(lines)).not.toContain('4F7');
    expect((await call.me.get()).balance.coins).toBe(12_500);
  });

  it.each([
    ['a fraction', { amount: 1.5 }],
    ['nothing', { amount: 0 }],
    ['a negative amount', { amount: -100 }],
    ['no reason', { reason: '' }],
  ])('refuses %s', async (_what, fields) => {
    await expect(
      people.admin.call.admin.adjustBalance({ ...adjustment(people.alice.userId), ...fields }),
    ).rejects.toMatchObject({ message: 'BAD_REQUEST' });
  });

  it('answers NOT_FOUND for people who do not exist', async () => {
    await expect(people.admin.call.admin.adjustBalance(adjustment(999_999))).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });
});

describe('changes of a person', () => {
  const change = (userId: number) => ({ requestId: randomUUID(), userId, reason: 'a reason' });

  it('pauses an account at once in every process, and unpauses it', async () => {
    const { userId, call } = await test.person();
    await call.me.get();
    const { admin } = people.admin.call;
    await admin.setBlocked({ ...change(userId), blocked: true });
    await expect(call.me.get()).rejects.toMatchObject({ message: 'ACCOUNT_PAUSED' });
    await expect(call.me.launch()).rejects.toMatchObject({ message: 'ACCOUNT_PAUSED' });
    expect(await admin.user({ userId })).toMatchObject({
      user: { blocked: true },
      blockedReason: 'a reason',
    });
    await admin.setBlocked({ ...change(userId), blocked: false });
    expect((await call.me.get()).id).toBe(userId);
  });

  it('gives and removes a role from the next call on', async () => {
    const { userId, call } = await test.person();
    const { admin } = people.admin.call;
    await admin.setRole({ ...change(userId), role: 'admin' });
    expect((await call.admin.users({})).items.length).toBeGreaterThan(0);
    await admin.setRole({ ...change(userId), role: 'user' });
    await expect(call.admin.users({})).rejects.toMatchObject({ message: 'FORBIDDEN' });
    expect((await admin.actions({ target: `user:${userId}` })).items).toMatchObject([
      { action: 'user.role', before: { role: 'admin' }, after: { role: 'user' } },
      { action: 'user.role', before: { role: 'user' }, after: { role: 'admin' } },
    ]);
  });

  it('leaves one admin when two remove each other’s role at once', async () => {
    const { admin } = people.admin.call;
    const second = await test.person();
    const third = await test.person();
    for (const { userId } of [second, third]) {
      await admin.setRole({ ...change(userId), role: 'admin' });
    }
    const outcomes = await Promise.allSettled([
      second.call.admin.setRole({ ...change(third.userId), role: 'user' }),
      third.call.admin.setRole({ ...change(second.userId), role: 'user' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const roles = await Promise.all(
      [second, third].map(async ({ userId }) => (await admin.user({ userId })).user.role),
    );
    expect(roles.sort()).toEqual(['admin', 'user']);
  });

  it('does not let an admin change their own role or block', async () => {
    const { call, userId } = people.admin;
    await expect(call.admin.setRole({ ...change(userId), role: 'user' })).rejects.toMatchObject({
      message: 'FORBIDDEN',
    });
    await expect(call.admin.setBlocked({ ...change(userId), blocked: true })).rejects.toMatchObject(
      { message: 'FORBIDDEN' },
    );
    expect((await call.me.get()).role).toBe('admin');
  });

  it('gives free access for good, until a time, and ends it', async () => {
    const { userId, call } = await test.person();
    const { admin } = people.admin.call;
    await admin.setFreeAccess({ ...change(userId), freeAccess: { until: null } });
    expect((await call.me.get()).freeAccess).toEqual({ until: null });
    const until = '2099-01-01T00:00:00.000Z';
    await admin.setFreeAccess({ ...change(userId), freeAccess: { until } });
    expect((await call.me.get()).freeAccess).toEqual({ until });
    await admin.setFreeAccess({ ...change(userId), freeAccess: null });
    expect((await call.me.get()).freeAccess).toBeNull();
    expect((await admin.actions({ target: `user:${userId}` })).items[0]).toMatchObject({
      before: { freeAccess: { until } },
      after: { freeAccess: null },
    });
  });
});

describe('admin.users', () => {
  it('finds people by id, Telegram id, username and a part of the name', async () => {
    const { admin } = people.admin.call;
    const eve = await test.person({ first_name: 'Ева', last_name: 'Орлова', username: 'Eve_100%' });
    const queries = [
      String(eve.userId),
      String(eve.telegram.id),
      '@eve_1',
      'EVE_100%',
      'ева ор',
      'рлов',
    ];
    for (const query of queries) {
      const { items } = await admin.users({ query });
      expect(items.map(({ id }) => id)).toEqual([eve.userId]);
    }
    expect((await admin.users({ query: '%' })).items).toEqual([]);
    expect((await admin.users({ query: "' or true --" })).items).toEqual([]);
  });

  it.each([
    ['Qwentin Tarantino', 'tarentino'],
    ['Святослав Преображенский', 'преображенский святослав'],
    ['Святослав Преображенский', 'приображенский'],
    ['Ярослава Ковалёва', 'kovaleva'],
    ['Wolfeschlegel Steinhausen', 'wolfeshlegel'],
  ])('finds %s by %j', async (name, query) => {
    const { admin } = people.admin.call;
    const [first = '', last = ''] = name.split(' ');
    const { userId } = await test.person({ first_name: first, last_name: last });
    const { items } = await admin.users({ query });
    expect(items[0]?.id).toBe(userId);
    expect((await admin.users({ query: 'Bartholomew' })).items).toEqual([]);
  });

  it('returns whose plan is active, and until when', async () => {
    const { admin } = people.admin.call;
    const { userId } = await test.person();
    const planOf = async () => {
      const { user, plan } = await admin.user({ userId });
      return { listed: user.plan, plan };
    };
    expect(await planOf()).toEqual({ listed: false, plan: null });
    const who = { userId, botName: 'main', actor: 'system' };
    const endsAt = await test.app.db.transaction((tx) =>
      grantPlanDays(test.app, tx, who, { days: 3, cause: randomUUID() }),
    );
    expect(await planOf()).toEqual({
      listed: true,
      plan: { kind: 'MONTH', endsAt: endsAt.toISOString() },
    });
    const { items } = await admin.users({ filter: 'plan' });
    expect(items.map(({ id }) => id)).toEqual([userId]);
  });

  it('filters, and pages without gaps or repetitions', async () => {
    const { admin } = people.admin.call;
    const payer = await test.person();
    await placeOrder(test.app, payer, { coins: 1000, stars: 10, chargeId: randomUUID() });
    const paying = await admin.users({ filter: 'paying' });
    expect(paying.items.map(({ id }) => id)).toEqual([payer.userId]);
    const staff = (await admin.users({ filter: 'staff' })).items.map(({ role }) => role);
    expect(staff).not.toContain('user');
    expect(staff.length).toBeGreaterThan(1);

    const all = (await admin.users({ limit: 100 })).items.map(({ id }) => id);
    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.users({ limit: 3, ...(cursor ? { cursor } : {}) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(all);
    await expect(admin.users({ cursor: 'x-1' })).rejects.toMatchObject({ message: 'BAD_REQUEST' });
  });
});

describe('admin.payments', () => {
  it('lists orders with their charges, and refunds a charge once', async () => {
    const { admin } = people.admin.call;
    const payer = await test.person({ first_name: 'Timur' });
    const chargeId = randomUUID();
    const open = await placeOrder(test.app, payer, { coins: 100, stars: 1 });
    const paid = await placeOrder(test.app, payer, { coins: 5000, stars: 50, chargeId });
    const ids = async (filter: 'open' | 'paid') =>
      (await admin.payments({ filter, query: String(payer.userId) })).items.map(({ id }) => id);
    expect(await ids('open')).toEqual([open]);
    expect(await ids('paid')).toEqual([paid]);
    const found = await admin.payments({ query: chargeId });
    expect(found.items).toMatchObject([
      {
        id: paid,
        userName: 'Timur',
        amount: 50,
        charges: [{ chargeId, coins: 5000, status: 'credited' }],
      },
    ]);
    const refund = {
      requestId: randomUUID(),
      provider: 'stars',
      chargeId,
      reason: 'by request',
    } as const;
    const answers = await Promise.all([1, 2, 3].map(() => admin.refundPayment(refund)));
    expect(answers).toEqual(Array(3).fill({ status: 'refunding' }));
    const { items } = await admin.actions({ target: `charge:stars:${chargeId}` });
    expect(items).toMatchObject([
      {
        action: 'payment.refund',
        targetName: 'Timur',
        before: { status: 'credited', amount: 50, currency: 'XTR' },
        after: { status: 'refunding' },
      },
    ]);
    await expect(
      admin.refundPayment({ ...refund, requestId: randomUUID(), chargeId: 'none' }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('admin.overview', () => {
  const insertFailedWork = sql(`
    insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
      aspect_ratio, seed, price, paid_with, status, finished_at, deadline_at)
    values ($1, gen_random_uuid(), gen_random_uuid(), '', 'main', 'create', 'nano-banana', 'a cat',
      '1:1', 1, 0, 'free', 'failed', now(), now() + interval '1 hour')
  `);
  const moveBack = sql(`update users set created_at = now() - interval '8 days' where id = $1`);

  it('compares a period with the one before it', async () => {
    const { admin } = people.admin.call;
    const before = await admin.overview({ period: 'week' });
    const old = await test.person();
    const { userId, ...payer } = await test.person();
    await test.app.db.transaction((tx) => tx.query(moveBack, [old.userId]));
    const days = daysBetween(plusDays(dayOf(test.app.now()), -14), dayOf(test.app.now()));
    await storeDays(test.app, days);
    await placeOrder(
      test.app,
      { userId, ...payer },
      { coins: 700, stars: 7, chargeId: randomUUID() },
    );
    await placeOrder(test.app, { userId, ...payer }, { coins: 700, stars: 7 });
    const after = await admin.overview({ period: 'week' });
    expect(after.newUsers.value).toBe(before.newUsers.value + 1);
    expect(after.newUsers.before).toBe(before.newUsers.before + 1);
    expect(after.active.day.value).toBe(before.active.day.value + 2);
    expect(after.revenueStars.value).toBe(before.revenueStars.value + 7);
    // Two start rewards and the top-up.
    expect(after.coinsIssued.value).toBe(before.coinsIssued.value + 20_700);
    expect(after.openPayments).toBe(before.openPayments + 1);
    expect(after.perDay).toHaveLength(7);
    expect(after.perDay.at(-1)?.stars).toBeGreaterThanOrEqual(7);
    expect(after.perDay.map(({ day }) => day)).toEqual(after.perDay.map(({ day }) => day).sort());
    expect(await admin.overview({ period: 'month' })).toMatchObject({ queue: { queued: 0 } });

    await test.app.db.transaction((tx) => tx.query(insertFailedWork, [userId]));
    const { perDay, failedWorks } = await admin.overview({ period: 'week' });
    expect(perDay.at(-1)).toMatchObject({ works: after.perDay.at(-1)?.works, failed: 1 });
    expect(failedWorks.value).toBe(1);
  });
});
