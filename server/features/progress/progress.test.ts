import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { countOwnersJob } from './countOwnersJob.ts';
import * as progress from './service.ts';

const test = testApp();

type Who = { userId: number };
const recipient = ({ userId }: Who) => ({ userId, botName: 'main' });

const addXp = (who: Who, amount: number, cause: string = randomUUID()) =>
  test.app.db.transaction((tx) =>
    progress.addXp(test.app, tx, recipient(who), { source: 'test', cause, amount }),
  );
const work = (
  who: Who,
  generationId: string = randomUUID(),
  operation: 'create' | 'edit' = 'create',
) =>
  test.app.db.transaction((tx) =>
    progress.recordWork(test.app, tx, recipient(who), { kind: 'image', operation, generationId }),
  );
const badgeOf = async (who: Awaited<ReturnType<typeof test.person>>, code: string) =>
  (await who.call.progress.get()).badges.find((badge) => badge.code === code);

describe('addXp', () => {
  it('returns the level before and after, and pays every level passed', async () => {
    const alice = await test.person();
    expect(await addXp(alice, 1000)).toEqual({
      leveledUp: true,
      oldLevel: 1,
      newLevel: 5,
      totalXp: 1000,
    });
    const { balance, level } = await alice.call.me.get();
    expect(level).toMatchObject({ level: 5, xp: 1000, from: 1000, next: 1800 });
    // Levels 3 and 5 pay 10 and 20 coins, levels 2 and 4 a free operation each.
    expect(balance).toMatchObject({ coins: 10_000 + 3000, freeOperations: 4 + 2 });
    expect((await badgeOf(alice, 'fifth_level'))?.earnedAt).not.toBeNull();
  });

  it('returns the first answer for the same cause, and refuses another amount', async () => {
    const bob = await test.person();
    const first = await addXp(bob, 150, 'quiz-7');
    await addXp(bob, 500);
    expect(await addXp(bob, 150, 'quiz-7')).toEqual(first);
    await expect(addXp(bob, 151, 'quiz-7')).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('pays a level once when twenty gains pass it at the same moment', async () => {
    const carol = await test.person();
    await addXp(carol, 299);
    const gains = await Promise.all(Array.from({ length: 20 }, () => addXp(carol, 1)));
    expect(gains.filter(({ leveledUp }) => leveledUp)).toHaveLength(1);
    expect((await carol.call.me.get()).balance.coins).toBe(10_000 + 1000);
  });

  it('does not pay a level again that was lost and reached again, even if its reward has changed', async () => {
    const dave = await test.person();
    await addXp(dave, 300);
    await test.app.db.transaction((tx) =>
      ledger.post(tx, {
        kind: 'admin_adjustment',
        actionId: randomUUID(),
        asset: 'xp',
        direction: 'take',
        amount: 200,
        userId: dave.userId,
        botName: 'main',
        actor: 'admin:1',
      }),
    );
    await setLevelCoins(3, 7700);
    expect(await addXp(dave, 200)).toMatchObject({ leveledUp: true, newLevel: 3 });
    expect((await dave.call.me.get()).balance.coins).toBe(10_000 + 1000);
    await setLevelCoins(3, 1000);
  });

  it('follows a chain: a level earns a badge whose XP reaches the next level', async () => {
    await setBadgeXp('fifth_level', 800);
    const erin = await test.person();
    expect(await addXp(erin, 1000, 'chain')).toEqual({
      leveledUp: true,
      oldLevel: 1,
      newLevel: 6,
      totalXp: 1800,
    });
    expect(await addXp(erin, 1000, 'chain')).toMatchObject({ newLevel: 6, totalXp: 1800 });
    await setBadgeXp('fifth_level', 0);
  });
});

describe('recordWork', () => {
  it('brings XP, counts and awards once, however often it is reported', async () => {
    const alice = await test.person();
    const id = randomUUID();
    await Promise.all(Array.from({ length: 10 }, () => work(alice, id)));
    const state = await alice.call.progress.get();
    // 5 for the picture, 30 for the badge of the first one.
    expect(state).toMatchObject({ xp: 35, stats: { images: 1, videos: 0 } });
    expect(state.badges.find(({ code }) => code === 'first_picture')).toMatchObject({
      progress: 1,
      threshold: 1,
      earnedInBot: 'main',
    });
  });

  it('counts different operations once each', async () => {
    const bob = await test.person();
    await work(bob);
    await work(bob);
    await work(bob, randomUUID(), 'edit');
    expect((await badgeOf(bob, 'four_tools'))?.progress).toBe(2);
    expect((await badgeOf(bob, 'ten'))?.progress).toBe(3);
  });

  it('loses nothing when works of one person end at the same moment', async () => {
    const carol = await test.person();
    await Promise.all(Array.from({ length: 25 }, () => work(carol)));
    const state = await carol.call.progress.get();
    expect(state.stats.images).toBe(25);
    // 25 works, and the badges of 1 and 10 pictures.
    expect(state.xp).toBe(25 * 5 + 30 + 30);
  });
});

describe('recordTopup', () => {
  it('counts a charge once', async () => {
    const alice = await test.person();
    const topup = { provider: 'stars', chargeId: randomUUID(), coins: 60_000 };
    const record = () =>
      test.app.db.transaction((tx) => progress.recordTopup(test.app, tx, recipient(alice), topup));
    await Promise.all([record(), record(), record()]);
    expect(await badgeOf(alice, 'generous')).toMatchObject({ progress: 60_000, earnedAt: null });
    expect((await badgeOf(alice, 'first_topup'))?.earnedAt).not.toBeNull();
  });
});

describe('countForBadges', () => {
  it('keeps only the highest value: going back and forth brings nothing', async () => {
    const alice = await test.person();
    for (const favourites of [30, 29, 30, 12]) {
      await test.app.db.transaction((tx) =>
        progress.countForBadges(test.app, tx, recipient(alice), { favourites }),
      );
    }
    expect((await badgeOf(alice, 'collector'))?.progress).toBe(30);
  });
});

describe('awardBadge', () => {
  const award = (who: Who, badge: string) =>
    test.app.db.transaction((tx) =>
      progress.awardBadge(test.app, tx, { ...recipient(who), by: 'bot:quiz' }, { badge }),
    );

  it('awards once, and a repetition is no error', async () => {
    const alice = await test.person();
    const awards = await Promise.all([1, 2, 3, 4, 5].map(() => award(alice, 'pioneer')));
    expect(awards.filter(({ awarded }) => awarded)).toHaveLength(1);
    expect((await alice.call.progress.get()).xp).toBe(100);
  });

  it('answers NOT_FOUND for an unknown badge', async () => {
    const alice = await test.person();
    await expect(award(alice, 'no-such-badge')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves one message for the bot to write', async () => {
    const alice = await test.person();
    await award(alice, 'pioneer');
    await award(alice, 'pioneer');
    const messages = await test.app.db.query(readMessages, [alice.userId, 'badge_earned']);
    expect(messages.map(({ key }) => key)).toContain(`${alice.userId}:pioneer`);
    expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length);
  });
});

describe('progress.get', () => {
  it('shows a newcomer the beginning of the road', async () => {
    const alice = await test.person();
    const state = await alice.call.progress.get();
    expect(state).toMatchObject({ xp: 0, level: 1, from: 0, next: 100, streakDays: 1 });
    expect(state.road.map(({ level }) => level)).toEqual([1, 2, 3, 4]);
    expect(state.stats.perDay).toHaveLength(7);
    expect(state.sources).toContainEqual({ code: 'xp_image', xp: 5 });
    expect(state.badges.find(({ code }) => code === 'first_steps')?.earnedAt).not.toBeNull();
  });

  it('refuses unauthenticated callers', async () => {
    await expect(test.nobody().progress.get()).rejects.toMatchObject({
      message: 'INIT_DATA_MISSING',
    });
  });

  it('returns which share of people has a badge after the nightly count', async () => {
    const alice = await test.person();
    await countOwnersJob.run(test.app, {}, { signal: AbortSignal.timeout(10_000), attempt: 1 });
    await expect.poll(async () => (await badgeOf(alice, 'first_steps'))?.ownedPercent).toBe(100);
  });
});

describe('progress.trainings', () => {
  it('lists what other bots wrote, newest first, once each', async () => {
    const alice = await test.person();
    const record = (reference: string) =>
      test.app.db.transaction((tx) =>
        progress.recordTraining(test.app, tx, recipient(alice), {
          reference,
          title: `Case ${reference}`,
          totalScore: 87.5,
          maxScore: 185,
          clarityLevel: null,
          questionCount: 12,
          perTypeCounts: { closed: 4, open: 8 },
          caseData: { client: 'TechCorp', product: 'CRM', nested: { hidden: true } },
          sessionSnapshot: {},
          trainedAt: new Date('2025-01-15T10:00:00Z'),
        }),
      );
    expect(await record('a')).toMatchObject({ recorded: true });
    expect(await record('a')).toMatchObject({ recorded: false });
    await record('b');
    await record('c');
    const first = await alice.call.progress.trainings({ limit: 2 });
    expect(first.items.map(({ title }) => title)).toEqual(['Case c', 'Case b']);
    const rest = await alice.call.progress.trainings({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({
      items: [
        {
          title: 'Case a',
          score: 87.5,
          maxScore: 185,
          perType: [
            { type: 'open', count: 8 },
            { type: 'closed', count: 4 },
          ],
          caseFacts: [
            { name: 'client', value: 'TechCorp' },
            { name: 'product', value: 'CRM' },
          ],
          date: '2025-01-15T10:00:00.000Z',
        },
      ],
      nextCursor: null,
      totals: { trainings: 3, totalScore: 262.5, bestScore: 87.5 },
    });
    expect((await badgeOf(alice, 'trainee'))?.earnedAt).not.toBeNull();
  });
});

const readMessages = sql<{ key: string }>(
  'select key from outbox_messages where user_id = $1 and kind = $2',
);

async function setBadgeXp(code: string, xp: number) {
  await test.app.db.query(sql(`update badges set xp = $2 where code = $1`), [code, xp]);
  test.app.catalog.invalidate();
}

async function setLevelCoins(level: number, coins: number) {
  await test.app.db.query(sql(`update levels set coins = $2 where level = $1`), [level, coins]);
  test.app.catalog.invalidate();
}
