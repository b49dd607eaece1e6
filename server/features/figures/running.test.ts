/** Partial days, different people over days, and late reports, compared with the rows themselves. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { placeOrder } from '../admin/testing.ts';
import { DAY_MS, dayOf, daysBetween, HOUR_MS, plusDays, startOf } from './days.ts';
import { countDaysJob, recountDaysJob, storeDays } from './storeDays.ts';

const test = testApp();
const DAYS = 42;

interface Moved {
  id: number;
  user_id: number;
  asset: string;
  kind: string;
  amount: number;
  at: Date;
}
interface Paid {
  charge_id: string;
  user_id: number;
  at: Date;
}

const listEntries = sql<Moved>(
  `select id, user_id, asset, kind, amount, created_at as at from ledger_entries order by id`,
);
const listCharges = sql<Paid>(`select charge_id, user_id, paid_at as at from payment_charges`);
const moveEntry = sql(`update ledger_entries set created_at = $2 where id = $1`);
const moveCharge = sql(`update payment_charges set paid_at = $2 where charge_id = $1`);
const moveLaunch = sql(`update users set created_at = $1, launched_at = $1`);
const asOwner = sql(`set local session_replication_role = 'replica'`);
const readActive = sql<{ day: string; key: string; value: number }>(
  `select day::text, key, value from daily_figures where figure = 'active'`,
);

let admin: Awaited<ReturnType<typeof test.admin>>;
let people: Awaited<ReturnType<typeof test.person>>[];
let today = '';

/** Pseudorandom numbers, the same in every run. */
let state = 20_261_128;
function chance(below: number) {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * below);
}

/** Any time of these days; every fifth is today, every fourth at the edge of a day or an hour. */
function moment(): Date {
  const now = test.app.now().getTime();
  const first = startOf(chance(5) ? plusDays(today, -DAYS + 1) : today).getTime();
  const at = first + chance(now - first);
  const edge = [DAY_MS, HOUR_MS, 0, 0][chance(4)];
  return new Date(edge ? Math.max(first, at - (at % edge) - chance(2)) : at);
}

async function give(userId: number) {
  await test.app.db.transaction((tx) =>
    ledger.post(tx, {
      kind: 'admin_adjustment',
      direction: 'add',
      asset: chance(3) ? 'coins' : 'credits',
      userId,
      botName: 'main',
      actor: 'test',
      amount: 1 + chance(500),
      actionId: randomUUID(),
    }),
  );
}

const overview = (from: string, to: string) =>
  admin.call.admin.overview({ period: 'custom', from, to });
const entries = () => test.app.db.query(listEntries);
const charges = () => test.app.db.query(listCharges);
const run = { signal: new AbortController().signal } as never;

/** How many people did this in the days of a span. */
function peopleOf(rows: readonly { user_id: number; at: Date }[], from: string, to: string) {
  const isIn = ({ at }: { at: Date }) => dayOf(at) >= from && dayOf(at) <= to;
  return new Set(rows.filter(isIn).map((row) => row.user_id)).size;
}

beforeAll(async () => {
  admin = await test.admin();
  today = dayOf(test.app.now());
  people = await Promise.all(Array.from({ length: 7 }, () => test.person()));
  for (const person of people) {
    for (let n = chance(7); n > 0; n--) {
      await give(person.userId);
    }
    for (let n = chance(6); n > 0; n--) {
      await placeOrder(test.app, person, { coins: 100, stars: 50, chargeId: randomUUID() });
    }
  }
  const [moved, paid] = [await entries(), await charges()];
  await test.app.db.transaction(async (tx) => {
    await tx.query(asOwner);
    await tx.query(moveLaunch, [startOf(plusDays(today, -DAYS))]);
    for (const { id } of moved) {
      await tx.query(moveEntry, [id, moment()]);
    }
    for (const { charge_id } of paid) {
      await tx.query(moveCharge, [charge_id, moment()]);
    }
  });
  await countDaysJob.run(test.app, {}, run);
});

async function expectActive() {
  const moved = await entries();
  const stored = await test.app.db.query(readActive);
  const days = daysBetween(plusDays(today, -DAYS), today);
  const inTurn = (one: { day: string; key: string }) => `${one.day} ${one.key.padStart(2)}`;
  const raw = days.flatMap((day) =>
    [1, 7, 30].map((span) => ({
      day,
      key: String(span),
      value: peopleOf(moved, plusDays(day, 1 - span), day),
    })),
  );
  expect(stored.map(inTurn).sort()).toEqual(raw.map(inTurn).sort());
  expect(new Map(stored.map((one) => [inTurn(one), one.value]))).toEqual(
    new Map(raw.map((one) => [inTurn(one), one.value])),
  );
}

async function expectPayers() {
  const paid = await charges();
  for (let n = 0; n < 8; n++) {
    const from = plusDays(today, -chance(DAYS));
    const to = chance(4) ? plusDays(from, chance(40)) : today;
    const end = to > today ? today : to;
    const { payers } = await overview(from, to);
    expect({ from, end, payers: payers.value }).toEqual({
      from,
      end,
      payers: peopleOf(paid, from, end),
    });
  }
}

/** Coins by kind and active people of today, by the rows. */
async function expectToday() {
  const moved = await entries();
  const figures = await admin.call.admin.overview({ period: 'today' });
  const coins = new Map<string, number>();
  for (const { asset, kind, amount, at } of moved) {
    if (asset === 'coins' && dayOf(at) === today) {
      coins.set(kind, (coins.get(kind) ?? 0) + amount);
    }
  }
  expect(new Map(figures.coins.map(({ kind, amount }) => [kind, amount]))).toEqual(coins);
  expect(figures.active.day.value).toBe(peopleOf(moved, today, today));
  expect(figures.payers.value).toBe(peopleOf(await charges(), today, today));
  expect(figures.perDay.at(-1)?.active).toBe(figures.active.day.value);
}

describe('figures that a job keeps', () => {
  it('count different people who were active in the days up to each day', async () => {
    await expectActive();
    await storeDays(test.app, [plusDays(today, -33), plusDays(today, -3), plusDays(today, -31)]);
    await expectActive();
  });

  it('count different people who paid in consecutive days', expectPayers);

  it('agree with the rows of a day up to a time of day', async () => {
    await expectToday();
    for (const days of [7, 30]) {
      const period = days === 7 ? 'week' : 'month';
      const [moved, paid] = [await entries(), await charges()];
      const from = plusDays(today, 1 - 2 * days);
      const until = test.app.now().getTime() - days * DAY_MS;
      const isBefore = ({ at }: { at: Date }) => dayOf(at) >= from && at.getTime() < until;
      const { payers, coinsIssued } = await admin.call.admin.overview({ period });
      const issued = moved.filter((one) => one.asset === 'coins' && isBefore(one));
      expect(payers.before).toBe(new Set(paid.filter(isBefore).map((one) => one.user_id)).size);
      expect(coinsIssued.before).toBe(issued.reduce((sum, { amount }) => sum + amount, 0));
    }
  });

  it('include what happened after the stored hours', async () => {
    const before = await admin.call.admin.overview({ period: 'today' });
    await give(people[0]?.userId ?? 0);
    const newcomer = await test.person();
    await give(newcomer.userId);
    await placeOrder(test.app, newcomer, { coins: 100, stars: 50, chargeId: randomUUID() });
    const after = await admin.call.admin.overview({ period: 'today' });
    expect(after.payers.value - before.payers.value).toBe(1);
    expect(after.newUsers.value - before.newUsers.value).toBe(1);
    await expectToday();
  });

  it('include late reports: a payment of days ago, and a movement in a stored hour', async () => {
    const late = startOf(plusDays(today, -38));
    const known = new Set((await charges()).map(({ charge_id }) => charge_id));
    const person = await test.person();
    for (const _ of [1, 2]) {
      await placeOrder(test.app, person, { coins: 100, stars: 50, chargeId: randomUUID() });
    }
    const paid = (await charges()).filter(({ charge_id }) => !known.has(charge_id));
    const last = (await entries()).at(-1);
    await test.app.db.transaction(async (tx) => {
      await tx.query(asOwner);
      // The later one was counted as a first payment; now it is not.
      await tx.query(moveCharge, [paid[0]?.charge_id, startOf(plusDays(today, -20))]);
      await tx.query(moveEntry, [last?.id, startOf(today)]);
    });
    await countDaysJob.run(test.app, {}, run);
    await recountDaysJob.run(test.app, {}, run);
    await test.app.db.transaction(async (tx) => {
      await tx.query(asOwner);
      await tx.query(moveCharge, [paid[1]?.charge_id, late]);
    });
    await recountDaysJob.run(test.app, {}, run);
    await expectPayers();
    for (const from of [plusDays(today, -38), plusDays(today, -37)]) {
      const to = plusDays(today, -19);
      const { payers } = await overview(from, to);
      expect(payers.value).toBe(peopleOf(await charges(), from, to));
    }
    await expectToday();
  });

  it('are counted from the rows where a day was counted by an older version', async () => {
    const forget = sql(`delete from daily_figures where figure = 'payers' and day = $1`);
    const deleteHours = sql(`delete from hourly_figures`);
    const day = plusDays(today, -9);
    await test.app.db.transaction(async (tx) => {
      await tx.query(forget, [day]);
      await tx.query(deleteHours);
    });
    const { payers } = await overview(plusDays(today, -15), plusDays(today, -5));
    const paid = await charges();
    expect(payers.value).toBe(peopleOf(paid, plusDays(today, -15), plusDays(today, -5)));
    await expectToday();
    await countDaysJob.run(test.app, {}, run);
    await expectPayers();
  });
});
