import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';

const test = testApp();
type Person = Awaited<ReturnType<typeof test.person>>;

const START = 10_000;
const claim = ({ call }: Person, requestId: string = randomUUID()) =>
  call.earn.claimDaily({ requestId });
const coinsOf = async ({ call }: Person) => (await call.me.get()).balance.coins;
const taskOf = async ({ call }: Person) =>
  (await call.me.get()).tasks.find(({ code }) => code === 'daily');

/**
 * The person was active for this many days in a row, the last time on that day, and has been rewarded for it.
 */
async function setPastStreak(
  { userId }: Person,
  streakDays: number,
  daysAgo: number,
): Promise<void> {
  await test.app.db.transaction(async (tx) => {
    const [row] = await tx.query(setStreak, [userId, streakDays, daysAgo]);
    await ledger.post(tx, {
      kind: 'daily_reward',
      day: row?.day ?? expect.fail(),
      amount: 100,
      userId,
      botName: 'main',
      actor: `user:${userId}`,
    });
  });
}

describe('the daily reward', () => {
  it('is paid once a day, also for two calls at once and for a repeated call', async () => {
    const alice = await test.person();
    expect(await alice.call.earn.get()).toMatchObject({
      daily: { claimed: false, streakDays: 1, today: 100 },
      channel: null,
    });
    expect(await taskOf(alice)).toMatchObject({ state: 'open', amount: 100 });
    const requestId = randomUUID();
    const taps = await Promise.all([
      claim(alice, requestId),
      claim(alice, requestId),
      ...Array.from({ length: 8 }, () => claim(alice)),
    ]);
    expect(taps.filter(({ rewarded }) => rewarded > 0)).toHaveLength(1);
    expect((await claim(alice)).daily.claimed).toBe(true);
    expect(await coinsOf(alice)).toBe(START + 100);
    expect(await taskOf(alice)).toMatchObject({ state: 'done' });
    const { items } = await alice.call.wallet.history({ filter: 'rewards' });
    expect(items.filter(({ kind }) => kind === 'daily_reward')).toHaveLength(1);
  });

  it.each([
    [1, 100],
    [2, 150],
    [6, 300],
    [30, 300],
  ])('grows with the streak: after %s days in a row it is %s', async (days, amount) => {
    const bob = await test.person();
    await setPastStreak(bob, days, 1);
    expect((await bob.call.earn.get()).daily).toMatchObject({
      claimed: false,
      streakDays: days + 1,
      today: amount,
    });
    expect(await taskOf(bob)).toMatchObject({ amount });
    // The app stays open over midnight: the call itself continues the streak.
    expect((await claim(bob)).rewarded).toBe(amount);
    expect((await bob.call.progress.get()).streakDays).toBe(days + 1);
    expect((await bob.call.me.launch()).me.level.streakDays).toBe(days + 1);
  });

  it('starts again after a missed day', async () => {
    const carol = await test.person();
    await setPastStreak(carol, 6, 2);
    expect((await carol.call.earn.get()).daily).toMatchObject({ streakDays: 1, today: 100 });
    expect((await claim(carol)).rewarded).toBe(100);
  });

  it('follows the admins’ settings from the next call on; nothing is paid where it is 0', async () => {
    const [dave, admin] = [await test.person(), await test.admin()];
    const set = async (value: number) => {
      const { items } = await admin.call.admin.records({ section: 'rewards', limit: 100 });
      const { key, version } = items.find((one) => one.key === 'daily_1_coins') ?? expect.fail();
      await admin.call.admin.changeRecord({
        requestId: randomUUID(),
        section: 'rewards',
        key,
        version,
        values: { value },
      });
    };
    await set(0);
    expect((await claim(dave)).rewarded).toBe(0);
    await set(700);
    expect((await claim(dave)).rewarded).toBe(700);
    await set(100);
    expect((await claim(dave)).rewarded).toBe(0);
    expect(await coinsOf(dave)).toBe(START + 700);
  });

  it('is not paid twice on one day by deleting the account', async () => {
    const erin = await test.person();
    await claim(erin);
    await test.app.db.query(setReturned, [erin.userId]);
    const before = await coinsOf(erin);
    await test.app.db.query(deleteDay, [erin.userId]);
    expect((await erin.call.earn.get()).daily.claimed).toBe(true);
    expect(await taskOf(erin)).toMatchObject({ state: 'done' });
    expect((await claim(erin)).rewarded).toBe(0);
    expect(await coinsOf(erin)).toBe(before);
    await test.app.db.query(rememberDay, [erin.userId]);
  });
});

const setStreak = sql<{ day: string }>(`
  with person as (
    update users set streak_days = $2, best_streak_days = $2,
      streak_date = (now() at time zone 'UTC')::date - $3::integer
    where id = $1 returning id, streak_date)
  insert into earned_tasks (user_id, task, last_day) select id, 'daily', streak_date from person
  returning last_day::text as day
`);
const setReturned = sql('update users set returned = true where id = $1');
/** As a new account of the same person gets it. */
const deleteDay = sql('delete from earned_tasks where user_id = $1');
const rememberDay = sql(`
  insert into earned_tasks (user_id, task, last_day)
  values ($1, 'daily', (now() at time zone 'UTC')::date)
`);
