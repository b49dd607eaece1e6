import { v7 as newId } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider, failing } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { settleRefundUpTo } from '../payments/clawback.ts';
import { settleCharge } from '../payments/settle.ts';
import { DAY_MS, dayOf, daysBetween, mondayOf, plusDays, startOf } from './days.ts';
import { countDaysJob, recountDaysJob, storeDays } from './storeDays.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

type Somebody = Awaited<ReturnType<typeof test.person>>;
interface Paid {
  userId: number;
  currency: 'XTR' | 'RUB';
  amount: number;
  at: Date;
  code: string | null;
}
interface Returned {
  currency: 'XTR' | 'RUB';
  amount: number;
  at: Date;
}

/** Pseudorandom numbers, the same in every run. */
function chances(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item, coins,
    full_amount, amount, currency, status, expires_at, created_at)
  values ($1, $2, gen_random_uuid(), '', 'main', $3, $4, '{"type":"pack","code":"coins-100"}', 1000,
    $5, $5, $6, 'pending', now() + interval '1 hour', $7)
`);
const moveLaunch = sql(`update users set created_at = $2, launched_at = $2 where id = $1`);
const moveWork = sql(`update generations set created_at = $2, finished_at = $2 where id = $1`);
const moveEntries = sql(`update ledger_entries set created_at = $2 where user_id = $1`);
const asOwner = sql(`set local session_replication_role = 'replica'`);
const readFigures = sql<Record<string, unknown>>(
  `select day, figure, key, value from daily_figures where figure <> 'counted_at' order by 1, 2, 3`,
);

const people: (Somebody & { joinedAt: Date })[] = [];
const paid: Paid[] = [];
const returned: Returned[] = [];
const works: { userId: number; at: Date; status: 'succeeded' | 'failed' }[] = [];
let admin: Awaited<ReturnType<typeof test.admin>>;
let today = '';
let nth = 0;

async function pay(who: Somebody, currency: Paid['currency'], amount: number, at: Date) {
  const id = newId();
  nth += 1;
  const chargeId = `figures-${nth}`;
  const gateway = currency === 'XTR' ? 'stars' : 'yookassa';
  const method = currency === 'XTR' ? 'stars' : 'card';
  await test.app.db.transaction(async (tx) => {
    await tx.query(insertOrder, [who.userId, id, gateway, method, amount, currency, at]);
    await settleCharge(test.app, tx, {
      provider: gateway,
      chargeId,
      orderId: id,
      botName: null,
      payerTelegramId: null,
      providerPaymentId: null,
      amount,
      currency,
      paidAt: at,
      expiresAt: null,
      startsSubscription: false,
      mismatchAlert: 'payment_mismatch',
    });
  });
  paid.push({ userId: who.userId, currency, amount, at, code: null });
  return {
    refund: async (upTo: number, before: number, when: Date) => {
      const key = { provider: gateway, chargeId, upTo, refundedAt: when } as const;
      await test.app.db.transaction((tx) => settleRefundUpTo(test.app, tx, key));
      returned.push({ currency, amount: upTo - before, at: when });
    },
  };
}

const isOn = (day: string) => (one: { at: Date }) => dayOf(one.at) === day;
const sum = (rows: readonly { amount: number }[]) =>
  rows.reduce((all, { amount }) => all + amount, 0);
const overview = (from: string, to: string) =>
  admin.call.admin.overview({ period: 'custom', from, to });

/** The same figures, computed from the list of all actions. */
function recount(from: string, to: string) {
  const isIn = (one: { at: Date }) => dayOf(one.at) >= from && dayOf(one.at) <= to;
  const net = (currency: string) =>
    sum(paid.filter((one) => isIn(one) && one.currency === currency)) -
    sum(returned.filter((one) => isIn(one) && one.currency === currency));
  const payers = new Set(paid.filter(isIn).map(({ userId }) => userId));
  const first = people.filter(({ userId }) => {
    const days = paid
      .filter((one) => one.userId === userId)
      .map(({ at }) => dayOf(at))
      .sort();
    return days[0] !== undefined && days[0] >= from && days[0] <= to;
  });
  const cohort = people.filter(({ joinedAt }) => dayOf(joinedAt) >= from && dayOf(joinedAt) <= to);
  const follows = (rows: readonly { userId: number; at: Date }[]) =>
    cohort.filter(({ userId, joinedAt }) =>
      rows.some(
        (one) => one.userId === userId && one.at.getTime() < joinedAt.getTime() + 30 * DAY_MS,
      ),
    ).length;
  const ended = (status: string) => works.filter((one) => isIn(one) && one.status === status);
  return {
    revenueStars: net('XTR'),
    revenueKopecks: net('RUB'),
    returnedStars: sum(returned.filter((one) => isIn(one) && one.currency === 'XTR')),
    payers: payers.size,
    firstPayers: first.length,
    newUsers: cohort.length,
    works: ended('succeeded').length,
    failedWorks: ended('failed').length,
    launched: cohort.length,
    worked: follows(works.filter(({ status }) => status === 'succeeded')),
    paid: follows(paid),
  };
}

function shown(figures: Awaited<ReturnType<typeof overview>>, side: 'value' | 'before') {
  const { funnel } = figures;
  return {
    revenueStars: figures.revenueStars[side],
    revenueKopecks: figures.revenueKopecks[side],
    returnedStars: figures.returnedStars[side],
    payers: figures.payers[side],
    firstPayers: figures.firstPayers[side],
    newUsers: figures.newUsers[side],
    works: figures.works[side],
    failedWorks: figures.failedWorks[side],
    launched: funnel.launched[side],
    worked: funnel.worked[side],
    paid: funnel.paid[side],
  };
}

const chance = chances(20_261_128);

/** Any time of the past days; every third at the edge of a day. */
function moment(after: Date): Date {
  const first = startOf(plusDays(today, -45)).getTime();
  const at = Math.max(after.getTime(), first + chance(startOf(today).getTime() - first));
  const midnight = startOf(dayOf(new Date(at))).getTime();
  const edge = Math.max(after.getTime(), midnight + (chance(2) ? DAY_MS - 1 : 0));
  return new Date(chance(3) > 0 ? at : edge);
}

async function makeWork({ userId, call, joinedAt }: (typeof people)[number]) {
  provider.onSubmit = chance(3) === 0 ? failing('content_refused') : null;
  const status = provider.onSubmit ? ('failed' as const) : ('succeeded' as const);
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
  const at = moment(joinedAt);
  await test.app.db.transaction((tx) => tx.query(moveWork, [id, at]));
  works.push({ userId, at, status });
}

async function makePayment(person: (typeof people)[number]) {
  const currency = chance(2) ? 'XTR' : 'RUB';
  const amount = 100 + chance(900);
  const at = moment(person.joinedAt);
  const charge = await pay(person, currency, amount, at);
  const part = currency === 'RUB' && chance(2) ? Math.ceil(amount / 3) : 0;
  if (part > 0) {
    await charge.refund(part, 0, moment(at));
  }
  if (chance(3) === 0) {
    await charge.refund(amount, part, moment(at));
  }
}

async function makeHistory() {
  const first = startOf(plusDays(today, -45));
  // The admin is a person, too.
  people.push({ ...admin, joinedAt: first } as never);
  for (let n = 0; n < 12; n++) {
    people.push({ ...(await test.person()), joinedAt: moment(first) });
  }
  for (const person of people.slice(1)) {
    if (chance(3) > 0) {
      await makeWork(person);
    }
    for (let k = chance(5); k > 0; k--) {
      await makePayment(person);
    }
  }
}

beforeAll(async () => {
  admin = await test.admin();
  today = dayOf(test.app.now());
  await makeHistory();
  await test.app.db.transaction(async (tx) => {
    await tx.query(asOwner);
    for (const { userId, joinedAt } of people) {
      await tx.query(moveLaunch, [userId, joinedAt]);
      await tx.query(moveEntries, [userId, joinedAt]);
    }
  });
  await countDaysJob.run(test.app, {}, { signal: new AbortController().signal } as never);
});

describe('the figures of past days', () => {
  it('equal those of a recount, day by day, also for actions at midnight', async () => {
    expect(returned.length).toBeGreaterThan(5);
    for (const day of daysBetween(plusDays(today, -45), plusDays(today, -1))) {
      const figures = await overview(day, day);
      expect({ day, ...shown(figures, 'value') }).toEqual({ day, ...recount(day, day) });
    }
  });

  it('add up over a period, and are compared with the same number of days before it', async () => {
    const [from, to] = [plusDays(today, -20), plusDays(today, -8)];
    const figures = await overview(from, to);
    expect(shown(figures, 'value')).toEqual(recount(from, to));
    expect(shown(figures, 'before')).toEqual(recount(plusDays(from, -13), plusDays(to, -13)));
    const day = figures.perDay.find((one) => one.day === from);
    expect(day).toMatchObject({
      stars:
        sum(paid.filter((one) => isOn(from)(one) && one.currency === 'XTR')) -
        sum(returned.filter((one) => isOn(from)(one) && one.currency === 'XTR')),
      users: people.filter(({ joinedAt }) => dayOf(joinedAt) === from).length,
    });
    expect(figures.perDay.map((one) => one.day)).toEqual(daysBetween(from, to));
  });

  it('count how many were active in each week after their first launch', async () => {
    const { retention } = await overview(today, today);
    expect(retention).toHaveLength(8);
    for (const { week, people: came, active } of retention) {
      const cohort = people.filter(({ joinedAt }) => mondayOf(dayOf(joinedAt)) === week);
      // Every movement here was made on the day when the person came.
      expect([came, active[0]]).toEqual([cohort.length, cohort.length]);
      expect(active.slice(1).every((count) => count === 0)).toBe(true);
    }
  });

  it('stay the same when they are counted again', async () => {
    const before = await test.app.db.query(readFigures);
    const run = { signal: new AbortController().signal } as never;
    await Promise.all([
      recountDaysJob.run(test.app, {}, run),
      countDaysJob.run(test.app, {}, run),
      storeDays(test.app, daysBetween(plusDays(today, -45), today)),
    ]);
    expect(await test.app.db.query(readFigures)).toEqual(before);
    expect(before.length).toBeGreaterThan(50);
  });

  it('include money that is reported late', async () => {
    const person = people[1] as Somebody;
    const day = plusDays(today, -40);
    const charge = await pay(person, 'RUB', 5000, new Date(startOf(day).getTime() + 3_600_000));
    await charge.refund(2000, 0, startOf(plusDays(today, -39)));
    await recountDaysJob.run(test.app, {}, { signal: new AbortController().signal } as never);
    for (const changed of [day, plusDays(today, -39)]) {
      const { revenueKopecks } = await overview(changed, changed);
      expect(revenueKopecks.value).toBe(recount(changed, changed).revenueKopecks);
    }
  });
});

describe('the figures of today', () => {
  it('are computed at this moment, without a job', async () => {
    const before = await admin.call.admin.overview({ period: 'week' });
    const person = await test.person();
    const charge = await pay(person, 'XTR', 70, test.app.now());
    await charge.refund(70, 0, test.app.now());
    await pay(person, 'XTR', 30, test.app.now());
    const after = await admin.call.admin.overview({ period: 'week' });
    expect(after.revenueStars.value - before.revenueStars.value).toBe(30);
    expect(after.returnedStars.value - before.returnedStars.value).toBe(70);
    expect(after.payers.value - before.payers.value).toBe(1);
    expect(after.firstPayers.value - before.firstPayers.value).toBe(1);
    expect(after.newUsers.value - before.newUsers.value).toBe(1);
    expect(after.active.day.value - before.active.day.value).toBe(1);
    expect(after.perDay.at(-1)).toMatchObject({
      day: today,
      stars: (before.perDay.at(-1)?.stars ?? 0) + 30,
      users: (before.perDay.at(-1)?.users ?? 0) + 1,
    });
    expect(after.coins.find(({ kind }) => kind === 'topup')?.amount).toBeGreaterThanOrEqual(2000);
  });

  it('are compared up to the same time of day', async () => {
    const person = people[2] as Somebody;
    const before = await admin.call.admin.overview({ period: 'today' });
    const yesterday = test.app.now().getTime() - DAY_MS;
    await pay(person, 'XTR', 11, new Date(yesterday - 1000));
    await pay(person, 'XTR', 500, new Date(yesterday + 60_000));
    // The first one may be in an hour that was counted before.
    await storeDays(test.app, [plusDays(today, -1)]);
    const after = await admin.call.admin.overview({ period: 'today' });
    const isStillYesterday = dayOf(new Date(yesterday - 1000)) === plusDays(today, -1);
    expect(after.revenueStars.before - before.revenueStars.before).toBe(isStillYesterday ? 11 : 0);
  });

  it('refuse a period that is reversed, too long or without its days', async () => {
    const { overview: ask } = admin.call.admin;
    for (const input of [
      { period: 'custom' as const },
      { period: 'week' as const, from: today, to: today },
      { period: 'custom' as const, from: today, to: plusDays(today, -1) },
      { period: 'custom' as const, from: plusDays(today, -366), to: today },
    ]) {
      await expect(ask(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });
});
