/** Each action of an admin leaves one entry in the audit log: before, after and reason. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type AdminActionName, adminActionNames } from '../../../shared/closedSets.ts';
import type { SectionCode } from '../../../shared/records/sections.ts';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { raiseAlert } from '../alerts/service.ts';
import { draftOf } from '../broadcasts/testing.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from '../generation/testing/orders.ts';
import { everybody, placeOrder } from './testing.ts';

const test = testApp({ overrides: { providers: { fal: createFakeProvider() } } });
let people: Awaited<ReturnType<typeof everybody>>;

beforeAll(async () => {
  people = await everybody(test);
});

const admin = () => people.admin.call.admin;
const reason = 'a reason';
const request = () => ({ requestId: randomUUID(), reason });
/** A new person. */
const someone = async () => ({ ...request(), userId: (await test.person()).userId });
const alice = () => ({ ...request(), userId: people.alice.userId });

/** A picture that she has ordered; `made`: that a worker has finished. */
async function workOf({ made = false } = {}) {
  const { id } = await people.alice.call.generation.create(pictureOrder());
  if (made) {
    await workOn(test.app, people.alice.userId, id);
  }
  return { ...alice(), generationId: id };
}

/** A charge in Stars, and its order. */
async function charge() {
  const chargeId = `charge-${randomUUID()}`;
  const order = { coins: 100, stars: 1, chargeId };
  const paymentId = await placeOrder(test.app, people.alice, order);
  return { chargeId, paymentId };
}

/** A broadcast in a given state. */
async function broadcast(state: 'draft' | 'running' | 'paused') {
  const { id, version } = await admin().saveBroadcast(draftOf());
  if (state !== 'draft') {
    await admin().startBroadcast({ requestId: randomUUID(), id, version, at: null });
  }
  if (state === 'paused') {
    await admin().steerBroadcast({ requestId: randomUUID(), id, step: 'pause' });
  }
  return { requestId: randomUUID(), id, version };
}

async function versionOf(section: SectionCode, wanted: string) {
  const { items } = await admin().records({ section, limit: 100 });
  return items.find(({ key }) => key === wanted)?.version ?? expect.fail(wanted);
}

const promo = {
  kind: 'bonus_coins',
  value: 100,
  maxUses: null,
  perUser: 1,
  startsAt: null,
  endsAt: null,
  firstTopupOnly: false,
  adminsOnly: false,
  active: true,
};

const begunWebinar = sql<{ id: string }>(`
  with made as (
    insert into webinars (title, starts_at, duration_minutes, link)
    values ('Portraits', now() - interval '1 minute', 60, '') returning id),
  taken as (
    insert into webinar_registrations (user_id, webinar_id, state, bot_name)
    select $1, id, 'registered', 'main' from made)
  select id from made
`);
const findAlert = sql<{ id: number }>(`select id from alerts where key = $1`);
const makePaymentUnasked = `
  update payments set provider = 'yookassa', method = 'card', currency = 'RUB' where id = $1`;

interface AuditedAction {
  act: () => Promise<unknown>;
  /** Null: it did not exist before. */
  before: object | null;
  after: object;
  /** Actions that need no reason. */
  unexplained?: true;
}

const auditedActions = {
  'balance.adjust': {
    act: () => admin().adjustBalance({ ...alice(), asset: 'coins', direction: 'add', amount: 100 }),
    before: { asset: 'coins', balance: 10_000 },
    after: { asset: 'coins', before: 10_000, after: 10_100 },
  },
  'user.block': {
    act: () => admin().setBlocked({ ...alice(), blocked: true }),
    before: { blocked: false },
    after: { blocked: true },
  },
  'user.unblock': {
    act: () => admin().setBlocked({ ...alice(), blocked: false }),
    before: { blocked: true, reason },
    after: { blocked: false },
  },
  'user.role': {
    act: async () => {
      const { userId } = await test.person();
      await admin().setRole({ ...request(), userId, role: 'support' });
    },
    before: { role: 'user' },
    after: { role: 'support' },
  },
  'user.free_access': {
    act: async () => admin().setFreeAccess({ ...(await someone()), freeAccess: { until: null } }),
    before: { freeAccess: null },
    after: { freeAccess: { until: null } },
  },
  'user.plan_days': {
    act: async () => admin().grantPlanDays({ ...(await someone()), days: 3 }),
    before: { endsAt: null },
    after: { days: 3, endsAt: expect.any(String) },
  },
  'user.badge': {
    act: () => admin().grantBadge({ ...alice(), badge: 'director' }),
    before: { badge: 'director', owned: false },
    after: { badge: 'director', owned: true },
  },
  'user.note': {
    act: () =>
      admin().addNote({
        requestId: randomUUID(),
        userId: people.alice.userId,
        text: 'Called',
      }),
    before: null,
    after: { noteId: expect.any(Number), text: 'Called' },
    unexplained: true,
  },
  'user.export': {
    act: () => admin().exportPerson(alice()),
    before: null,
    after: { ordered: true },
  },
  'user.erase': {
    act: async () => {
      const { userId } = await test.person();
      const { confirmation } = await admin().erasure({ userId });
      await admin().erasePerson({ ...request(), userId, confirmation });
    },
    before: { coins: 10_000, freeOperations: 4, plan: null },
    after: { erased: true },
  },
  'user.open': {
    act: () => admin().openAsPerson(alice()),
    before: null,
    after: { expiresAt: expect.any(String) },
  },
  'payment.refund': {
    act: async () => {
      const { chargeId } = await charge();
      await admin().refundPayment({ ...request(), provider: 'stars', chargeId });
    },
    before: { status: 'credited', amount: 1, currency: 'XTR' },
    after: { status: expect.stringMatching(/^refund/) },
  },
  'payment.check': {
    act: async () => {
      const paymentId = await placeOrder(test.app, people.alice, { coins: 100, stars: 1 });
      // An order that the provider does not know, so the provider need not be asked.
      await updateRows(test.app, makePaymentUnasked, [paymentId]);
      await admin().checkPayment({ requestId: randomUUID(), paymentId });
    },
    before: { status: 'pending' },
    after: { before: 'pending', status: 'pending' },
    unexplained: true,
  },
  'generation.refund': {
    act: async () => admin().refundGeneration(await workOf({ made: true })),
    before: { asset: 'free_operations', balance: expect.any(Number) },
    after: { asset: 'free_operations', amount: 1, balance: expect.any(Number) },
  },
  'generation.retry': {
    act: async () => admin().retryGeneration(await workOf()),
    before: { status: 'queued', generationId: expect.any(String) },
    after: { status: 'queued', generationId: expect.any(String) },
  },
  'generation.fail': {
    act: async () => admin().failGeneration(await workOf()),
    before: { status: 'queued', generationId: expect.any(String) },
    after: { status: 'failed', generationId: expect.any(String) },
  },
  'alert.resolve': {
    act: async () => {
      const key = `stars:${randomUUID()}`;
      await test.app.db.transaction((tx) => raiseAlert(tx, { kind: 'unmatched_charge', key }));
      const [row] = await test.app.db.query(findAlert, [key]);
      await admin().resolveAlert({ ...request(), alertId: row?.id ?? 0 });
    },
    before: { kind: 'unmatched_charge', resolvedAt: null },
    after: { resolvedAt: expect.any(String) },
  },
  'support.reply': {
    act: async () => {
      await people.alice.call.support.send({ requestId: randomUUID(), text: 'Help' });
      const { userId } = people.alice;
      await admin().supportReply({ requestId: randomUUID(), userId, text: 'Hello' });
    },
    before: { waiting: 1 },
    after: { messageId: expect.any(Number), text: 'Hello' },
    unexplained: true,
  },
  'support.decline_refund': {
    act: async () => {
      const { paymentId } = await charge();
      const context = { type: 'payment' as const, id: paymentId };
      const asked = { requestId: randomUUID(), text: 'My money back', context, asksRefund: true };
      await people.alice.call.support.send(asked);
      await admin().supportReply({
        requestId: randomUUID(),
        userId: people.alice.userId,
        text: 'They are spent',
        declinesRefund: paymentId,
      });
    },
    before: { waiting: 1 },
    after: { messageId: expect.any(Number), text: 'They are spent' },
    unexplained: true,
  },
  'support.close': {
    act: async () => {
      await people.alice.call.support.send({ requestId: randomUUID(), text: 'Thank you' });
      await admin().supportClose({ requestId: randomUUID(), userId: people.alice.userId });
    },
    before: { waiting: 1 },
    after: { waiting: 0 },
    unexplained: true,
  },
  'bot_key.create': {
    act: () => admin().createBotKey({ ...request(), botName: 'quiz' }),
    before: null,
    after: { botName: 'quiz', revokedAt: null },
  },
  'bot_key.revoke': {
    act: async () => {
      const { id } = await admin().createBotKey({ ...request(), botName: 'other' });
      await admin().revokeBotKey({ ...request(), id });
    },
    before: { botName: 'other', revokedAt: null },
    after: { botName: 'other', revokedAt: expect.any(String) },
  },
  'record.create': {
    act: () =>
      admin().createRecord({ ...request(), section: 'promo', values: { ...promo, code: 'NEW' } }),
    before: null,
    after: { title: 'NEW', values: { kind: 'bonus_coins', value: 100, active: true } },
  },
  'record.change': {
    act: async () => {
      const version = await versionOf('packs', 'coins-50');
      const change = { section: 'packs' as const, key: 'coins-50', version };
      await admin().changeRecord({ ...request(), ...change, values: { stars: 99 } });
    },
    before: { title: 'coins-50', values: { stars: 85 } },
    after: { title: 'coins-50', about: { code: 'coins-50' }, values: { stars: 99 } },
  },
  'record.off': {
    act: () => admin().toggleRecords({ ...request(), section: 'plans', keys: ['year'], on: false }),
    before: { titles: ['year'], on: true },
    after: { titles: ['year'], on: false, changed: 1 },
  },
  'record.on': {
    act: async () => {
      const plan = { section: 'plans' as const, keys: ['year'] };
      await admin().toggleRecords({ ...request(), ...plan, on: false });
      await admin().toggleRecords({ ...request(), ...plan, on: true });
    },
    before: { titles: ['year'], on: false },
    after: { titles: ['year'], on: true, changed: 1 },
  },
  'promo.create_many': {
    act: () =>
      admin().createPromoCodes({ ...request(), prefix: 'MANY', count: 2, values: { ...promo } }),
    before: null,
    after: { codes: [expect.stringMatching(/^MANY/), expect.stringMatching(/^MANY/)] },
  },
  'broadcast.create': {
    act: () => admin().saveBroadcast(draftOf()),
    before: null,
    after: { text: draftOf().text },
    unexplained: true,
  },
  'broadcast.change': {
    act: async () => {
      const text = { ru: 'Иначе', en: 'Otherwise' };
      await admin().saveBroadcast(draftOf({ ...(await broadcast('draft')), text }));
    },
    before: { text: draftOf().text },
    after: { text: { ru: 'Иначе', en: 'Otherwise' } },
    unexplained: true,
  },
  'broadcast.test': {
    act: async () => {
      const { version: _, ...input } = await broadcast('draft');
      vi.spyOn(test.app.bots.first.api, 'sendMessage').mockResolvedValue({} as never);
      await admin().testBroadcast(input);
    },
    before: null,
    after: { text: draftOf().text, sentTo: expect.any(Number) },
    unexplained: true,
  },
  'broadcast.schedule': {
    act: async () => {
      const at = '2999-01-01T00:00:00.000Z';
      await admin().startBroadcast({ ...(await broadcast('draft')), at });
    },
    before: { state: 'draft', scheduledAt: null },
    after: { state: 'scheduled', scheduledAt: '2999-01-01T00:00:00.000Z' },
    unexplained: true,
  },
  'broadcast.start': {
    act: async () => admin().startBroadcast({ ...(await broadcast('draft')), at: null }),
    before: { state: 'draft' },
    after: { state: 'running', recipients: 0 },
    unexplained: true,
  },
  'broadcast.pause': {
    act: () => changeState('running', 'pause'),
    before: { state: 'running' },
    after: { state: 'paused' },
    unexplained: true,
  },
  'broadcast.resume': {
    act: () => changeState('paused', 'resume'),
    before: { state: 'paused' },
    after: { state: 'running' },
    unexplained: true,
  },
  'broadcast.cancel': {
    act: () => changeState('draft', 'cancel'),
    before: { state: 'draft' },
    after: { state: 'cancelled' },
    unexplained: true,
  },
  'badge.grant_all': {
    act: () => admin().grantBadgeToAll({ ...request(), badge: 'director' }),
    before: null,
    after: { badge: 'director', people: expect.any(Number) },
  },
  'settings.change': {
    act: async () => {
      const { version } = await admin().settings();
      const values = { referral_hold_hours: 2 };
      await admin().changeSettings({ ...request(), version, values });
    },
    before: { values: { referral_hold_hours: expect.any(Number) } },
    after: { values: { referral_hold_hours: 2 } },
  },
  'webinar.attendance': {
    act: async () => {
      const { userId } = people.alice;
      const [row] = await test.app.db.transaction((tx) => tx.query(begunWebinar, [userId]));
      const marks = { webinarId: row?.id ?? '', userIds: [userId], attended: true };
      await admin().markAttendance({ requestId: randomUUID(), ...marks });
    },
    before: { title: 'Portraits', attended: false },
    after: { title: 'Portraits', attended: true, changed: 1 },
    unexplained: true,
  },
} satisfies Record<AdminActionName, AuditedAction>;

async function changeState(
  from: 'draft' | 'running' | 'paused',
  step: 'pause' | 'resume' | 'cancel',
) {
  const { version: _, ...input } = await broadcast(from);
  await admin().steerBroadcast({ ...input, step });
}

describe('the audit log', () => {
  it.each(adminActionNames)('records before, after and reason of %s', async (name) => {
    const { act, before, after, ...rest }: AuditedAction = auditedActions[name];
    const readEntries = async () => (await admin().actions({ action: name, limit: 100 })).items;
    const earlier = (await readEntries()).length;
    await act();
    const entries = await readEntries();
    expect(entries).toHaveLength(earlier + 1);
    expect(entries[0]).toMatchObject({
      action: name,
      adminUserId: people.admin.userId,
      target: expect.stringMatching(/./),
      after,
      reason: rest.unexplained ? '' : reason,
    });
    const was = entries[0]?.before;
    before === null ? expect(was).toBeNull() : expect(was).toMatchObject(before);
  });
});
