import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import { starWorld } from '../payments/providers/stars/testing/starWorld.ts';

const CHANNEL = '@aicoins_news';
const world = await starWorld();
const { telegram, test } = world;
type Person = Awaited<ReturnType<typeof world.payer>>;

async function setChannel(values: Record<string, unknown>) {
  const { call } = await test.admin();
  const { version } = await call.admin.settings();
  await call.admin.changeSettings({ requestId: randomUUID(), version, values });
}

beforeAll(() => setChannel({ channel: CHANNEL }));
beforeEach(() => telegram.api.clearFaults());

const join = ({ call }: Person) => call.earn.joinChannel({ requestId: randomUUID() });
const goIn = ({ person }: Person, isIn = true) =>
  telegram.chats.setMembership(CHANNEL, person.id, isIn);
const balanceOf = async ({ call }: Person) => {
  const { freeOperations, freeTrainings } = (await call.me.get()).balance;
  return { freeOperations, freeTrainings };
};
const taskOf = async ({ call }: Person) =>
  (await call.me.get()).tasks.find(({ code }) => code === 'channel');
const openAlerts = async () =>
  (await world.alerts()).filter(
    ({ kind, resolved_at }) => kind === 'channel_unreadable' && resolved_at === null,
  );
const NEWCOMER = { freeOperations: 4, freeTrainings: 0 };
const REWARDED = { freeOperations: 4 + 2, freeTrainings: 1 };

describe('the reward for joining the channel', () => {
  it('is given to members once, also when the button is pressed ten times at once, and shows its source', async () => {
    const anna = await world.payer();
    expect(await taskOf(anna)).toEqual({
      code: 'channel',
      asset: 'free_operations',
      amount: 2,
      state: 'open',
      times: 0,
    });
    expect((await anna.call.earn.get()).channel).toEqual({
      name: CHANNEL,
      link: 'https://t.me/aicoins_news',
      joined: false,
      freeOperations: 2,
      freeTrainings: 1,
    });
    expect((await join(anna)).outcome).toBe('not_a_member');
    expect(await balanceOf(anna)).toEqual(NEWCOMER);
    goIn(anna);
    const taps = await Promise.all(Array.from({ length: 10 }, () => join(anna)));
    expect(taps.filter(({ outcome }) => outcome === 'rewarded')).toHaveLength(1);
    expect(taps.filter(({ outcome }) => outcome === 'had')).toHaveLength(9);
    expect(await balanceOf(anna)).toEqual(REWARDED);
    expect(await taskOf(anna)).toMatchObject({ state: 'done' });
    const { freeBySource } = await anna.call.progress.trainings({});
    expect(freeBySource).toEqual([{ source: 'CHANNEL', left: 1 }]);
  });

  it('is kept by members who leave, and not given again when they come back', async () => {
    const boris = await world.payer();
    goIn(boris);
    await join(boris);
    goIn(boris, false);
    expect((await join(boris)).outcome).toBe('had');
    goIn(boris);
    expect((await join(boris)).outcome).toBe('had');
    expect(await balanceOf(boris)).toEqual(REWARDED);
    expect((await boris.call.earn.get()).channel?.joined).toBe(true);
  });

  it('is pending while no bot can read the members: admins get an alert, nothing is lost', async () => {
    const vera = await world.payer();
    goIn(vera);
    const error = new BotApiError(400, 'Bad Request: member list is inaccessible');
    telegram.api.fail({ method: 'getChatMember', error, times: 2 });
    await expect(join(vera)).rejects.toThrow('CHANNEL_UNAVAILABLE');
    expect(await openAlerts()).toMatchObject([
      { key: CHANNEL, detail: { said: 'Bad Request: member list is inaccessible' } },
    ]);
    expect(await balanceOf(vera)).toEqual(NEWCOMER);
    // One of the bots is an admin of the channel, which is enough.
    telegram.api.fail({ method: 'getChatMember', error, times: 1 });
    expect((await join(vera)).outcome).toBe('rewarded');
    expect(await openAlerts()).toEqual([]);
  });

  it('is pending while Telegram is down, without an alert', async () => {
    const gleb = await world.payer();
    goIn(gleb);
    const error = new BotApiError(502, 'Bad Gateway');
    telegram.api.fail({ method: 'getChatMember', error, times: 1 });
    await expect(join(gleb)).rejects.toThrow('CHANNEL_UNAVAILABLE');
    expect(await openAlerts()).toEqual([]);
    expect((await join(gleb)).outcome).toBe('rewarded');
  });

  it('is not given to a person who was never in the channel, as Telegram reports it', async () => {
    const daria = await world.payer();
    const error = new BotApiError(400, 'Bad Request: PARTICIPANT_ID_INVALID');
    telegram.api.fail({ method: 'getChatMember', error, times: 1 });
    expect((await join(daria)).outcome).toBe('not_a_member');
    expect(await openAlerts()).toEqual([]);
  });

  it('uses the channel of the settings: one without a name needs a link', async () => {
    const { call } = await test.admin();
    const { version } = await call.admin.settings();
    const change = (values: object) =>
      call.admin.changeSettings({ requestId: randomUUID(), version, values: { ...values } });
    for (const [values, issue] of [
      [{ channel: 'news' }, { field: 'channel', problem: 'not_a_channel' }],
      [{ channel: '-1001234567890' }, { field: 'channel_link', problem: 'required' }],
      [
        { channel: '-1001234567890', channel_link: 'http://t.me/+abc' },
        { field: 'channel_link', problem: 'not_https' },
      ],
    ] as const) {
      await expect(change(values)).rejects.toMatchObject({
        message: 'INVALID_FIELDS',
        cause: { details: { issues: [issue] } },
      });
    }
    const egor = await world.payer();
    await setChannel({ channel: '-1001234567890', channel_link: 'https://t.me/+abc' });
    telegram.chats.setMembership('-1001234567890', egor.person.id, true);
    expect((await egor.call.earn.get()).channel).toMatchObject({
      name: null,
      link: 'https://t.me/+abc',
    });
    expect((await join(egor)).outcome).toBe('rewarded');
    await setChannel({ channel: null, channel_link: null });
    const zoya = await world.payer();
    expect(await taskOf(zoya)).toBeUndefined();
    expect((await zoya.call.earn.get()).channel).toBeNull();
    await expect(join(zoya)).rejects.toThrow('NOT_FOUND');
    await setChannel({ channel: CHANNEL });
  });
});
