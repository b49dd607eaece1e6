/** Every badge of the product is earned by what people do, and by nothing less. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BadgeMetric, defaultBadges } from '../../../shared/catalog/badges.ts';
import { defaultLevels } from '../../../shared/catalog/levels.ts';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { everybody, placeOrder } from '../admin/testing.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import * as progress from './service.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });
type Person = Awaited<ReturnType<typeof test.person>>;

// Invite links name the bot.
beforeAll(() => {
  test.app.bots.first.username = 'aicoins_bot';
});

const who = ({ userId }: Person) => ({ userId, botName: 'main' });

/**
 * A picture, from the order to the gallery.
 * @returns its id there.
 */
async function makePicture({ call, userId }: Person): Promise<string> {
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
  const { items } = await call.gallery.list({});
  return items[0]?.id ?? expect.fail('no picture');
}

async function makeVideo(person: Person): Promise<void> {
  await test.app.db.transaction((tx) =>
    progress.recordWork(test.app, tx, who(person), {
      kind: 'video',
      operation: 'video',
      generationId: randomUUID(),
    }),
  );
}

/** Comes on the next day of a streak that is one short. */
async function comeBack({ call, userId }: Person, threshold: number): Promise<void> {
  await test.app.db.query(setStreak, [userId, Math.max(threshold - 1, 1)]);
  await call.me.launch();
}

/** A person's last action before each kind of badge; earlier ones are set up. */
const deeds = {
  launches: async () => {},
  images: makePicture,
  videos: makeVideo,
  generations: makePicture,
  operations_used: makePicture,
  topups: async (person) => {
    await placeOrder(test.app, person, { coins: 5000, stars: 50, chargeId: randomUUID() });
  },
  topup_coins: async (person) => {
    await placeOrder(test.app, person, { coins: 5000, stars: 50, chargeId: randomUUID() });
  },
  webinars: async ({ call }) => {
    const [row] = await test.app.db.query(insertWebinar);
    await call.webinars.register({ id: row?.id ?? '', requestId: randomUUID() });
  },
  friends: async ({ call }) => {
    const { code } = await call.referrals.get();
    const friend = await test.person({ startParam: `r_${code}` });
    await makePicture(friend);
  },
  favourites: async (person, threshold) => {
    const id = await makePicture(person);
    await test.app.db.query(setFavourites, [person.userId, threshold - 1]);
    await person.call.gallery.setFavourite({ id, favourite: true });
  },
  streak_days: comeBack,
  level: async (person, threshold) => {
    const amount = defaultLevels.find(({ level }) => level === threshold)?.minXp ?? expect.fail();
    const gain = { source: 'test', cause: randomUUID(), amount };
    await test.app.db.transaction((tx) => progress.addXp(test.app, tx, who(person), gain));
  },
  trainings: async (person) => {
    await test.app.db.transaction((tx) =>
      progress.recordTraining(test.app, tx, who(person), {
        reference: randomUUID(),
        title: 'SPIN',
        totalScore: 150,
        maxScore: 185,
        clarityLevel: null,
        questionCount: 5,
        perTypeCounts: {},
        caseData: {},
        sessionSnapshot: {},
        trainedAt: new Date(),
      }),
    );
  },
  early_people: (person) => comeBack(person, 2),
  manual: async () => expect.fail('no badge of the product is given by hand alone'),
} as const satisfies Record<BadgeMetric, (person: Person, threshold: number) => Promise<unknown>>;

/** Counted up, so that one short of the threshold is set up; the others are how far something is. */
const counted: readonly BadgeMetric[] = [
  'images',
  'videos',
  'generations',
  'operations_used',
  'topups',
  'topup_coins',
  'webinars',
  'friends',
  'trainings',
];

const earnedAt = async ({ call }: Person, code: string) =>
  (await call.progress.get()).badges.find((badge) => badge.code === code)?.earnedAt;

describe('every badge of the product is earned', () => {
  it.each(defaultBadges.map(({ code, criteria }) => [code, criteria] as const))(
    '%s',
    async (code, { metric, threshold }) => {
      const person = await test.person();
      if (counted.includes(metric)) {
        await test.app.db.query(setCounter, [person.userId, metric, threshold - 1]);
      }
      if (metric !== 'launches') {
        expect(await earnedAt(person, code)).toBeNull();
      }
      await deeds[metric](person, threshold);
      expect(await earnedAt(person, code)).toEqual(expect.any(String));
    },
  );
});

describe('the badge of the first people', () => {
  it('is awarded to early people who come back, and not to those who came after them', async () => {
    const { admin } = await everybody(test);
    const early = await test.person();
    expect(await earnedAt(early, 'pioneer')).toBeNull();
    const badge = (await early.call.progress.get()).badges.find(({ code }) => code === 'pioneer');
    expect(badge).toMatchObject({ progress: 0, threshold: 1 });
    const late = await test.person();
    const [row] = await test.app.db.query(countPeople);
    const { items } = await admin.call.admin.records({ section: 'badges', limit: 100 });
    const { key, version } = items.find((one) => one.key === 'pioneer') ?? expect.fail();
    await admin.call.admin.changeRecord({
      requestId: randomUUID(),
      section: 'badges',
      key,
      version,
      values: { threshold: (row?.people ?? 0) - 1 },
    });
    await comeBack(late, 2);
    await comeBack(early, 2);
    expect(await earnedAt(late, 'pioneer')).toBeNull();
    expect(await earnedAt(early, 'pioneer')).toEqual(expect.any(String));
  });
});

describe('works by model', () => {
  it('are counted with what they cost, the most used model first', async () => {
    const anna = await test.person();
    expect(await anna.call.progress.models()).toEqual({ items: [] });
    // The first four are free, the fifth costs coins.
    for (let made = 0; made < 5; made++) {
      await makePicture(anna);
    }
    const { items } = await anna.call.progress.models();
    expect(items).toMatchObject([
      { code: 'nano-banana', operation: 'create', works: 5, coins: 150 },
    ]);
    const spent = (await anna.call.progress.get()).stats.coinsSpent;
    expect(items.reduce((sum, { coins }) => sum + coins, 0)).toBe(spent);
  });

  it('are counted for the last seven days besides, with what was spent then', async () => {
    const anna = await test.person();
    for (let made = 0; made < 5; made++) {
      await makePicture(anna);
    }
    const week = async () => (await anna.call.progress.get()).stats;
    expect(await week()).toMatchObject({
      images: 5,
      week: { images: 5, videos: 0, coinsSpent: 150 },
    });
    await test.app.db.query(finishEarlier, [anna.userId]);
    const stats = await week();
    expect(stats).toMatchObject({ images: 5, week: { images: 3, videos: 1, coinsSpent: 150 } });
    expect(stats.perDay.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });
});

const setCounter = sql(`
  insert into user_counters (user_id, metric, value) values ($1, $2, $3)
  on conflict (user_id, metric) do update set value = excluded.value
`);
/** One a week ago, one is a video. */
const finishEarlier = sql(`
  update generations g set
    finished_at = case when nth = 1 then now() - interval '7 days' else g.finished_at end,
    operation = case when nth = 2 then 'video' else g.operation end
  from (select id, row_number() over (order by id) as nth from generations where user_id = $1) o
  where g.user_id = $1 and g.id = o.id
`);
const setFavourites = sql('update media_counts set favourites = $2 where user_id = $1');
const setStreak = sql(`
  update users set streak_days = $2, streak_date = (now() at time zone 'UTC')::date - 1 where id = $1
`);
const countPeople = sql<{ people: number }>(
  'select count(*) as people from users where launched_at is not null',
);
const insertWebinar = sql<{ id: string }>(`
  insert into webinars (title, starts_at, duration_minutes, link)
  values ('Portraits', now() + interval '3 days', 60, '') returning id
`);
