import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sectionCodes } from '../../../shared/records/sections.ts';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { raiseAlert } from '../alerts/service.ts';
import { everybody as allPeople, draftOf } from '../broadcasts/testing.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { adminRouter } from './router.ts';
import { everybody, placeOrder } from './testing.ts';

const test = testApp({ overrides: { providers: { fal: createFakeProvider() } } });
type Call = ReturnType<typeof test.nobody>;

let people: Awaited<ReturnType<typeof everybody>>;
let alertId = 0;
let broadcastId = '';
/** The account that the test of deletion uses. */
let leaverId = 0;
let paymentId = '';
/** An order about which its provider need not be asked. */
let unaskedId = '';
const inRoubles = sql(
  `update payments set provider = 'yookassa', method = 'card', currency = 'RUB' where id = $1`,
);
const findAlert = sql<{ id: number }>(`select id from alerts where key = 'stars:lost'`);
/** The webinar has begun, and she has a place. */
const insertWebinar = sql(`
  with made as (
    insert into webinars (id, title, starts_at, duration_minutes, link)
    values ($1, 'Portraits', now() - interval '1 minute', 60, '') returning id)
  insert into webinar_registrations (user_id, webinar_id, state, bot_name)
  select $2, id, 'registered', 'main' from made
`);
const countActions = sql<{ actions: number }>(`select count(*) as actions from admin_actions`);

const generations: string[] = [];
const webinarId = randomUUID();

beforeAll(async () => {
  people = await everybody(test);
  leaverId = (await test.person({ first_name: 'Leaver' })).userId;
  for (let i = 0; i < 3; i++) {
    generations.push((await people.alice.call.generation.create(pictureOrder())).id);
  }
  await workOn(test.app, people.alice.userId, generations[2] ?? '');
  await people.alice.call.support.send({ requestId: randomUUID(), text: 'Help' });
  await placeOrder(test.app, people.alice, { coins: 5000, stars: 50, chargeId: 'charge-access' });
  const payment = { coins: 100, stars: 1, chargeId: 'charge-kept' };
  paymentId = await placeOrder(test.app, people.alice, payment);
  unaskedId = await placeOrder(test.app, people.alice, { coins: 100, stars: 1 });
  await test.app.db.transaction((tx) => tx.query(inRoubles, [unaskedId]));
  await test.app.db.transaction((tx) =>
    raiseAlert(tx, { kind: 'unmatched_charge', key: 'stars:lost' }),
  );
  broadcastId = (await people.admin.call.admin.saveBroadcast(draftOf())).id;
  const [row] = await test.app.db.query(findAlert);
  await test.app.db.query(insertWebinar, [webinarId, people.alice.userId]);
  alertId = row?.id ?? 0;
});

const reads: Record<string, (call: Call) => Promise<unknown>> = {
  overview: (call) => call.admin.overview({}),
  users: (call) => call.admin.users({}),
  user: (call) => call.admin.user({ userId: people.alice.userId }),
  payments: (call) => call.admin.payments({}),
  payment: (call) => call.admin.payment({ paymentId }),
  refundPreview: (call) => call.admin.refundPreview({ provider: 'stars', chargeId: 'charge-kept' }),
  providerTotals: (call) => call.admin.providerTotals({ from: '2026-01-01', to: '2026-01-31' }),
  providerDay: (call) => call.admin.providerDay({ provider: 'stars', day: '2026-01-01' }),
  alerts: (call) => call.admin.alerts({}),
  actions: (call) => call.admin.actions({}),
  auditAuthors: (call) => call.admin.auditAuthors(),
  badgeCandidates: (call) => call.admin.badgeCandidates({ badge: 'director' }),
  exportList: (call) => call.admin.exportList({ of: { list: 'users' } }),
  generations: (call) => call.admin.generations({}),
  generationHealth: (call) => call.admin.generationHealth(),
  generation: (call) =>
    call.admin.generation({ userId: people.alice.userId, generationId: generations[0] ?? '' }),
  botKeys: (call) => call.admin.botKeys(),
  supportThreads: (call) => call.admin.supportThreads({}),
  supportThread: (call) => call.admin.supportThread({ userId: people.alice.userId }),
  broadcasts: (call) => call.admin.broadcasts({}),
  broadcast: (call) => call.admin.broadcast({ id: broadcastId }),
  broadcastSize: (call) => call.admin.broadcastSize({ audience: allPeople }),
  settings: (call) => call.admin.settings(),
  records: (call) => call.admin.records({ section: 'packs' }),
  webinarPeople: (call) => call.admin.webinarPeople({ webinarId }),
  promoUses: (call) => call.admin.promoUses({ promoId: '1' }),
};

const promo = (code: string) => ({
  code,
  kind: 'bonus_coins',
  value: 100,
  maxUses: null,
  perUser: 1,
  startsAt: null,
  endsAt: null,
  firstTopupOnly: false,
  adminsOnly: false,
  active: true,
});

const target = () => ({ requestId: randomUUID(), userId: people.alice.userId, reason: 'because' });
const writes: Record<string, (call: Call) => Promise<unknown>> = {
  adjustBalance: (call) =>
    call.admin.adjustBalance({ ...target(), asset: 'coins', direction: 'add', amount: 100 }),
  setBlocked: (call) => call.admin.setBlocked({ ...target(), blocked: true }),
  setRole: (call) => call.admin.setRole({ ...target(), role: 'admin' }),
  setFreeAccess: (call) => call.admin.setFreeAccess({ ...target(), freeAccess: { until: null } }),
  grantBadge: (call) => call.admin.grantBadge({ ...target(), badge: 'director' }),
  grantPlanDays: (call) => call.admin.grantPlanDays({ ...target(), days: 3 }),
  grantBadgeToAll: (call) =>
    call.admin.grantBadgeToAll({
      requestId: randomUUID(),
      badge: 'director',
      reason: 'because',
    }),
  exportPerson: (call) => call.admin.exportPerson(target()),
  erasePerson: async (call) => {
    const { confirmation } = await people.admin.call.admin.erasure({ userId: leaverId });
    return await call.admin.erasePerson({ ...target(), userId: leaverId, confirmation });
  },
  checkPayment: (call) =>
    call.admin.checkPayment({ requestId: randomUUID(), paymentId: unaskedId }),
  refundPayment: (call) =>
    call.admin.refundPayment({
      requestId: randomUUID(),
      provider: 'stars',
      chargeId: 'charge-access',
      reason: 'because',
    }),
  retryGeneration: (call) =>
    call.admin.retryGeneration({ ...target(), generationId: generations[0] ?? '' }),
  failGeneration: (call) =>
    call.admin.failGeneration({ ...target(), generationId: generations[1] ?? '' }),
  refundGeneration: (call) =>
    call.admin.refundGeneration({ ...target(), generationId: generations[2] ?? '' }),
  createBotKey: (call) =>
    call.admin.createBotKey({ requestId: randomUUID(), botName: 'quiz', reason: 'because' }),
  revokeBotKey: async (call) => {
    const [key] = (await people.admin.call.admin.botKeys()).keys;
    const id = key?.id ?? expect.fail();
    return await call.admin.revokeBotKey({ requestId: randomUUID(), id, reason: 'because' });
  },
  supportReply: (call) =>
    call.admin.supportReply({
      requestId: randomUUID(),
      userId: people.alice.userId,
      text: 'Hello',
    }),
  supportClose: (call) =>
    call.admin.supportClose({ requestId: randomUUID(), userId: people.alice.userId }),
  resolveAlert: (call) =>
    call.admin.resolveAlert({ requestId: randomUUID(), alertId, reason: 'because' }),
  changeSettings: (call) =>
    call.admin.changeSettings({
      requestId: randomUUID(),
      version: 0,
      values: { referral_hold_hours: 2 },
    }),
  changeRecord: (call) =>
    call.admin.changeRecord({
      requestId: randomUUID(),
      section: 'packs',
      key: 'coins-50',
      version: 1,
      values: { stars: 99 },
    }),
  createRecord: (call) =>
    call.admin.createRecord({ requestId: randomUUID(), section: 'promo', values: promo('NEW') }),
  toggleRecords: (call) =>
    call.admin.toggleRecords({
      requestId: randomUUID(),
      section: 'plans',
      keys: ['year'],
      on: false,
    }),
  markAttendance: (call) =>
    call.admin.markAttendance({
      requestId: randomUUID(),
      webinarId,
      userIds: [people.alice.userId],
      attended: true,
    }),
  createPromoCodes: (call) => {
    const { code: prefix, ...values } = promo('MANY');
    return call.admin.createPromoCodes({ requestId: randomUUID(), prefix, count: 2, values });
  },
  saveBroadcast: (call) => call.admin.saveBroadcast(draftOf()),
  testBroadcast: (call) => {
    vi.spyOn(test.app.bots.first.api, 'sendMessage').mockResolvedValue({} as never);
    return call.admin.testBroadcast({ requestId: randomUUID(), id: broadcastId });
  },
  startBroadcast: (call) =>
    call.admin.startBroadcast({
      requestId: randomUUID(),
      id: broadcastId,
      version: 1,
      at: '2999-01-01T00:00:00Z',
    }),
  steerBroadcast: (call) =>
    call.admin.steerBroadcast({ requestId: randomUUID(), id: broadcastId, step: 'cancel' }),
};

/** Actions that move no value, so that support may do them, too. */
const staffWrites: Record<string, (call: Call) => Promise<unknown>> = {
  addNote: (call) =>
    call.admin.addNote({ requestId: randomUUID(), userId: people.alice.userId, text: 'Called' }),
  openAsPerson: (call) => call.admin.openAsPerson(target()),
};

/** For admins only: it returns the token that deletes an account. */
const adminReads: Record<string, (call: Call) => Promise<unknown>> = {
  erasure: (call) => call.admin.erasure({ userId: people.alice.userId }),
};

/** Everything that the refused calls could have changed. */
async function standing() {
  const { admin, alice } = people;
  const [actions] = await test.app.db.query(countActions);
  return {
    actions,
    card: await admin.call.admin.user({ userId: alice.userId }),
    alerts: await admin.call.admin.alerts({ filter: 'all' }),
    settings: await admin.call.admin.settings(),
    broadcasts: await admin.call.admin.broadcasts({}),
    records: await Promise.all(
      sectionCodes.map((section) => admin.call.admin.records({ section, limit: 100 })),
    ),
  };
}

async function refusal(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'allowed',
    (error: Error) => error.message,
  );
}

describe('admin procedures', () => {
  it('are all covered by this file', () => {
    const covered = Object.keys({ ...reads, ...writes, ...staffWrites, ...adminReads }).sort();
    expect(Object.keys(adminRouter._def.record).sort()).toEqual(covered);
  });

  it.each(Object.keys(reads))('%s is read by support and admins only', async (name) => {
    const read = reads[name] ?? expect.fail();
    expect(await refusal(read(people.admin.call))).toBe('allowed');
    expect(await refusal(read(people.support.call))).toBe('allowed');
    expect(await refusal(read(people.alice.call))).toBe('FORBIDDEN');
    expect(await refusal(read(people.newcomer))).toBe('LAUNCH_REQUIRED');
    expect(await refusal(read(people.nobody))).toBe('INIT_DATA_MISSING');
  });

  it.each(Object.keys(adminReads))('%s is read by admins only', async (name) => {
    const read = adminReads[name] ?? expect.fail();
    expect(await refusal(read(people.admin.call))).toBe('allowed');
    expect(await refusal(read(people.support.call))).toBe('FORBIDDEN');
    expect(await refusal(read(people.alice.call))).toBe('FORBIDDEN');
    expect(await refusal(read(people.newcomer))).toBe('LAUNCH_REQUIRED');
    expect(await refusal(read(people.nobody))).toBe('INIT_DATA_MISSING');
  });

  it.each(Object.keys(staffWrites))(
    '%s is done by support and admins only, and stands in the audit log',
    async (name) => {
      const write = staffWrites[name] ?? expect.fail();
      const before = await standing();
      expect(await refusal(write(people.alice.call))).toBe('FORBIDDEN');
      expect(await refusal(write(people.newcomer))).toBe('LAUNCH_REQUIRED');
      expect(await refusal(write(people.nobody))).toBe('INIT_DATA_MISSING');
      expect(await standing()).toEqual(before);
      for (const { call, userId } of [people.support, people.admin]) {
        expect(await refusal(write(call))).toBe('allowed');
        const [latest] = (await people.admin.call.admin.actions({})).items;
        expect(latest).toMatchObject({
          adminUserId: userId,
          target: `user:${people.alice.userId}`,
        });
      }
    },
  );

  it.each(Object.keys(writes))(
    '%s is refused to all but admins and changes nothing',
    async (name) => {
      const write = writes[name] ?? expect.fail();
      const before = await standing();
      expect(await refusal(write(people.support.call))).toBe('FORBIDDEN');
      expect(await refusal(write(people.alice.call))).toBe('FORBIDDEN');
      expect(await refusal(write(people.newcomer))).toBe('LAUNCH_REQUIRED');
      expect(await refusal(write(people.nobody))).toBe('INIT_DATA_MISSING');
      expect(await standing()).toEqual(before);
      expect(await refusal(write(people.admin.call))).toBe('allowed');
      expect(await standing()).not.toEqual(before);
      await people.admin.call.admin.setBlocked({ ...target(), blocked: false });
      await people.admin.call.admin.setRole({ ...target(), role: 'user' });
    },
  );
});
