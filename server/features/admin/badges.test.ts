/** Granting a badge to everybody who has earned it already. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { grantBadgeJob } from '../progress/grantToAll.ts';
import { countForBadges } from '../progress/service.ts';

const test = testApp();
const messages = sql<{ user_id: number }>(
  `select user_id from outbox_messages where kind = 'badge_earned' and key like '%:sharp_eye'`,
);
const run = () =>
  grantBadgeJob.run(
    test.app,
    { badge: 'sharp_eye', by: 'admin:1' },
    { signal: AbortSignal.timeout(20_000), attempt: 1 },
  );

it('is granted by a job to everybody who qualifies, once, and each is notified once', async () => {
  const admin = await test.admin();
  const { admin: call } = admin.call;
  const counted = async (favourites: number) => {
    const person = await test.person();
    const who = { userId: person.userId, botName: 'main' };
    await test.app.db.transaction((tx) => countForBadges(test.app, tx, who, { favourites }));
    return person;
  };
  const [few, enough, more] = [await counted(2), await counted(3), await counted(9)];
  await call.createRecord({
    requestId: randomUUID(),
    section: 'badges',
    values: {
      code: 'sharp_eye',
      name: { ru: 'Зоркий', en: 'Sharp eye' },
      description: { ru: '3 в избранном', en: '3 favourites' },
      icon: 'eye',
      rarity: 'rare',
      metric: 'favourites',
      threshold: 3,
      xp: 20,
      active: true,
      position: 90,
    },
  });
  expect(await call.badgeCandidates({ badge: 'sharp_eye' })).toEqual({ people: 2 });
  const order = { requestId: randomUUID(), badge: 'sharp_eye', reason: 'it is new' };
  expect(await call.grantBadgeToAll(order)).toEqual({ people: 2 });
  const xp = async ({ call: own }: typeof enough) => (await own.me.get()).level.xp;
  const before = [await xp(few), await xp(enough), await xp(more)];
  await Promise.all([run(), run()]);
  await run();
  expect([await xp(few), await xp(enough), await xp(more)]).toEqual([
    before[0],
    (before[1] ?? 0) + 20,
    (before[2] ?? 0) + 20,
  ]);
  expect(await call.badgeCandidates({ badge: 'sharp_eye' })).toEqual({ people: 0 });
  expect(await call.grantBadgeToAll(order)).toEqual({ people: 2 });
  const notified = (await test.app.db.query(messages)).map(({ user_id }) => user_id);
  expect(notified.sort()).toEqual([enough.userId, more.userId].sort());
  const { items } = await call.actions({ action: 'badge.grant_all' });
  expect(items).toMatchObject([
    {
      target: 'badges:sharp_eye',
      after: { people: 2, badgeName: { ru: 'Зоркий', en: 'Sharp eye' } },
    },
  ]);
  await expect(call.badgeCandidates({ badge: 'none' })).rejects.toThrow('NOT_FOUND');
});
