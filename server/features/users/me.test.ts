import { describe, expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';

const test = testApp();

describe('me.launch', () => {
  it('gives a newcomer 100 coins and four free operations, once', async () => {
    const alice = await test.person();
    expect(alice.isNew).toBe(true);
    expect(alice.me.balance).toEqual({
      coins: 10_000,
      freeOperations: 4,
      credits: 0,
      freeTrainings: 0,
    });
    const again = await alice.call.me.launch();
    expect(again).toMatchObject({ isNew: false, granted: [], me: { balance: { coins: 10_000 } } });
  });

  it('gives it once when one person launches ten times at the same moment', async () => {
    const bob = { id: 77, first_name: 'Bob' };
    const launches = await Promise.all(Array.from({ length: 10 }, () => test.as(bob).me.launch()));
    expect(launches.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await test.as(bob).me.get()).balance.coins).toBe(10_000);
  });

  it('refuses unauthenticated callers', async () => {
    await expect(test.nobody().me.launch()).rejects.toMatchObject({ message: 'INIT_DATA_MISSING' });
  });
});

describe('me.get', () => {
  it('requires a launch first', async () => {
    await expect(test.as({ id: 78, first_name: 'Eve' }).me.get()).rejects.toMatchObject({
      message: 'LAUNCH_REQUIRED',
    });
  });
});

describe('me.chooseDirection', () => {
  it('rewards the first choice only, and allows changes', async () => {
    const { call } = await test.person();
    const first = { direction: 'personal', requestId: crypto.randomUUID() } as const;
    expect((await call.me.chooseDirection(first)).balance.coins).toBe(15_000);
    expect((await call.me.chooseDirection(first)).balance.coins).toBe(15_000);
    const changed = await call.me.chooseDirection({
      direction: 'business',
      requestId: crypto.randomUUID(),
    });
    expect(changed).toMatchObject({ direction: 'business', balance: { coins: 15_000 } });
  });

  it('refuses a request id that was used for another direction', async () => {
    const { call } = await test.person();
    const requestId = crypto.randomUUID();
    await call.me.chooseDirection({ direction: 'personal', requestId });
    await expect(
      call.me.chooseDirection({ direction: 'business', requestId }),
    ).rejects.toMatchObject({
      message: 'IDEMPOTENCY_CONFLICT',
    });
  });
});

describe('me.updateSettings', () => {
  it('changes only what was given', async () => {
    const { call } = await test.person({ language_code: 'en' });
    const me = await call.me.updateSettings({ language: 'ru', notifications: { badge: false } });
    expect(me).toMatchObject({
      language: 'ru',
      settings: { language: 'ru', notifications: { badge: false, payment: true } },
    });
    expect(await call.me.updateSettings({ language: null })).toMatchObject({
      language: 'en',
      settings: { notifications: { badge: false } },
    });
  });
});
