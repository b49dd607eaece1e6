/** The list of people (filters, orders, pages), and the card of a person. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { peopleSorts } from '../../../shared/closedSets.ts';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { refreshAll, refreshChanged } from '../people/figures.ts';
import { addXp } from '../progress/service.ts';
import { placeOrder } from './testing.ts';

const test = testApp();
let admin: Awaited<ReturnType<typeof test.admin>>;
type Question = Parameters<typeof admin.call.admin.users>[0];
const idsOf = async (question: Question) =>
  (await admin.call.admin.users({ limit: 100, ...question })).items.map(({ id }) => id);

/** The same people as one page and as many small ones. */
async function paged(question: Question) {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin.call.admin.users({ limit: 2, ...question, ...(cursor && { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

const seen = sql(`update users set last_seen_at = $2::timestamptz where id = $1`);
const moved = sql(`update users set first_bot = $2 where id = $1`);
const setCoins = async (userId: number, amount: number) =>
  await admin.call.admin.adjustBalance({
    requestId: randomUUID(),
    userId,
    asset: 'coins',
    direction: 'add',
    amount,
    reason: 'a test',
  });

let anna: Awaited<ReturnType<typeof test.person>>;
let boris: typeof anna;
let vera: typeof anna;

beforeAll(async () => {
  admin = await test.admin();
  anna = await test.person({ first_name: 'Anna', language_code: 'en' });
  boris = await test.person({ first_name: 'Boris', language_code: 'uk' });
  vera = await test.person({ first_name: 'Vera', language_code: 'pt-br' });
  await anna.call.me.chooseDirection({ requestId: randomUUID(), direction: 'business' });
  await vera.call.me.updateSettings({ language: 'ru' });
  await placeOrder(test.app, boris, { coins: 100, stars: 70, chargeId: randomUUID() });
  await setCoins(vera.userId, 500_000);
  const who = { userId: boris.userId, botName: 'main' };
  await test.app.db.transaction((tx) =>
    addXp(test.app, tx, who, { source: 'test', cause: 'one', amount: 120 }),
  );
  await test.app.db.transaction(async (tx) => {
    await tx.query(moved, [vera.userId, 'quiz']);
    // Microseconds apart, as two launches can be: a page must not lose the difference.
    await tx.query(seen, [admin.userId, '2026-01-01T00:00:00.000001Z']);
    await tx.query(seen, [anna.userId, '2026-01-01T00:00:00.000003Z']);
    await tx.query(seen, [boris.userId, '2026-01-01T00:00:00.000002Z']);
    await tx.query(seen, [vera.userId, '2026-01-01T00:00:00.000002Z']);
  });
  await refreshAll(test.app);
});

describe('the list of people', () => {
  it('is filtered by direction, language, bot and level', async () => {
    expect(await idsOf({ chosenDirection: 'business' })).toEqual([anna.userId]);
    expect(await idsOf({ chosenDirection: 'personal' })).toEqual([]);
    expect(await idsOf({ language: 'ru' })).toEqual([vera.userId, boris.userId]);
    expect(await idsOf({ language: 'en' })).toEqual([anna.userId, admin.userId]);
    expect(await idsOf({ bot: 'quiz' })).toEqual([vera.userId]);
    expect(await idsOf({ bot: 'none' })).toEqual([]);
    expect(await idsOf({ level: 2 })).toEqual([boris.userId]);
    expect(await idsOf({ level: 1 })).toEqual([vera.userId, anna.userId, admin.userId]);
    expect(await idsOf({ level: 999 })).toEqual([]);
    expect(await idsOf({ level: 1, language: 'ru', bot: 'quiz', query: 'ver' })).toEqual([
      vera.userId,
    ]);
    const { items } = await admin.call.admin.users({ query: String(vera.userId) });
    expect(items).toMatchObject([
      { direction: null, language: 'ru', firstBot: 'quiz', coins: 510_000, paidStars: 0 },
    ]);
  });

  it('is ordered by the requested column', async () => {
    expect(await idsOf({ sort: 'newest' })).toEqual(
      [admin, anna, boris, vera].map(({ userId }) => userId).reverse(),
    );
    expect(await idsOf({ sort: 'seen' })).toEqual(
      [anna, vera, boris, admin].map(({ userId }) => userId),
    );
    // Anna has 50 more for her direction, Boris bought one coin.
    expect(await idsOf({ sort: 'coins' })).toEqual(
      [vera, anna, boris, admin].map(({ userId }) => userId),
    );
    expect((await idsOf({ sort: 'paid_stars' }))[0]).toBe(boris.userId);
    expect((await idsOf({ sort: 'paid_roubles' })).length).toBe(4);
  });

  it.each(peopleSorts)('has no gaps and no repetitions between pages: %s', async (sort) => {
    expect(await paged({ sort })).toEqual(await idsOf({ sort }));
    const narrowed = { sort, level: 1, query: 'a' } as const;
    expect(await paged({ ...narrowed, limit: 1 })).toEqual(await idsOf(narrowed));
  });

  it.each(['1', 'x.1', '1.x', '1.1.1', '-1.1'])('refuses the cursor %s', async (cursor) => {
    await expect(admin.call.admin.users({ sort: 'seen', cursor })).rejects.toThrow('BAD_REQUEST');
  });

  it('follows what people earn, spend and pay, and includes newcomers', async () => {
    const { userId } = await test.person({ first_name: 'Zoya' });
    await setCoins(anna.userId, 900_000);
    await refreshChanged(test.app);
    expect((await idsOf({ sort: 'coins' }))[0]).toBe(anna.userId);
    expect(await idsOf({ sort: 'coins' })).toContain(userId);
  });
});

describe('a card', () => {
  it('shows what the person has done and their balances', async () => {
    const card = await admin.call.admin.user({ userId: boris.userId });
    expect(card).toMatchObject({
      user: { level: 2, paidStars: 70, paidKopecks: 0, language: 'ru', firstBot: 'main' },
      friends: 0,
      trainings: 0,
      isPremium: false,
      erased: false,
      notes: [],
    });
    expect(card.badges.map(({ code }) => code).sort()).toEqual(['first_steps', 'first_topup']);
  });

  it('gives and takes every asset', async () => {
    const { userId } = await test.person();
    const { admin: call } = admin.call;
    const change = (asset: 'coins' | 'free_operations' | 'credits' | 'free_trainings') => ({
      userId,
      asset,
      amount: 5,
      reason: 'a test',
    });
    for (const asset of ['coins', 'free_operations', 'credits', 'free_trainings'] as const) {
      const added = await call.adjustBalance({
        ...change(asset),
        requestId: randomUUID(),
        direction: 'add',
      });
      expect(added.after - added.before).toBe(5);
      const taken = await call.adjustBalance({
        ...change(asset),
        requestId: randomUUID(),
        direction: 'take',
      });
      expect(taken).toEqual({ asset, before: added.after, after: added.before });
    }
    const { items } = await call.actions({ target: `user:${userId}` });
    expect(items).toHaveLength(8);
  });
});

describe('people of a name that many have', () => {
  const NAMESAKES = 1100;
  const addNamesakes = sql(`
    insert into users (telegram_id, first_name, last_name, username, referral_code, first_bot, created_at, last_seen_at)
    select 7000000 + n, 'Natalia', case n when ${NAMESAKES} then 'Sidorina' else 'Volk' || n end,
      'natalia_' || n, 'many_' || n, 'main', now(), now() - interval '1 hour' * (n % 7)
    from generate_series(1, ${NAMESAKES}) n
  `);
  let last = 0;

  beforeAll(async () => {
    await test.app.db.transaction((tx) => tx.query(addNamesakes));
    await refreshAll(test.app);
    last = (await idsOf({ query: 'Natalia Sidorina' }))[0] ?? 0;
  });

  it.each(['Natalia Sidoryna', 'Natlia Sidorina', 'Sidorna', 'Наталия Сидорина'])(
    'finds the one who is meant by %s',
    async (query) => {
      expect(last).toBeGreaterThan(0);
      expect(await idsOf({ query })).toEqual([last]);
    },
  );

  it.each(peopleSorts)('lists all of them, page by page: %s', async (sort) => {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call.admin.users({ query: 'nAtalia', sort, limit: 100, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(ids).size).toBe(NAMESAKES);
    expect(ids).toHaveLength(NAMESAKES);
    expect(ids).toContain(last);
  });

  it('are narrowed as everybody is, and told from a person of the same number', async () => {
    expect(await idsOf({ query: 'natalia', bot: 'quiz' })).toEqual([]);
    expect(await idsOf({ query: '@natalia_110' })).toHaveLength(2);
    expect(await idsOf({ query: 'natalia_1100' })).toEqual([last]);
    expect(await idsOf({ query: String(7_000_000 + NAMESAKES) })).toEqual([last]);
    expect((await idsOf({ query: 'na' })).length).toBe(100);
  });
});
