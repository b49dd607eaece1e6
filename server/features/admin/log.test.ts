/** The audit log: narrowed, searched by person, and its file. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';
import { updateRows } from '../generation/testing/orders.ts';
import { everybody, placeOrder } from './testing.ts';

const test = testApp();
let people: Awaited<ReturnType<typeof everybody>>;
let bella: Awaited<ReturnType<typeof test.person>>;
const chargeId = randomUUID();

type Question = Parameters<typeof people.admin.call.admin.actions>[0];
const actionsOf = async (question: Question) =>
  (await people.admin.call.admin.actions(question)).items.map(({ action }) => action);
const asked = (userId: number) => ({ requestId: randomUUID(), userId, reason: 'a reason' });

const makePaymentUnasked = `
  update payments set provider = 'yookassa', method = 'card', currency = 'RUB' where id = $1`;

beforeAll(async () => {
  people = await everybody(test);
  bella = await test.person({ first_name: 'Bella', last_name: 'Unusual', username: 'bella_u' });
  const { admin } = people.admin.call;
  await placeOrder(test.app, bella, { coins: 5000, stars: 50, chargeId });
  const paymentId = await placeOrder(test.app, bella, { coins: 100, stars: 1 });
  await updateRows(test.app, makePaymentUnasked, [paymentId]);
  await admin.checkPayment({ requestId: randomUUID(), paymentId });
  await admin.setFreeAccess({ ...asked(bella.userId), freeAccess: { until: null } });
  await admin.refundPayment({
    requestId: randomUUID(),
    provider: 'stars',
    chargeId,
    reason: 'by request',
  });
  await people.support.call.admin.addNote({
    requestId: randomUUID(),
    userId: people.alice.userId,
    text: 'a note',
  });
});

it('is filtered by a person, with actions on their payments, however the targets are named', async () => {
  for (const person of [
    String(bella.userId),
    String(bella.telegram.id),
    '@bella_u',
    'bella unus',
    'Белла',
  ]) {
    expect(await actionsOf({ person }), person).toEqual([
      'payment.refund',
      'user.free_access',
      'payment.check',
    ]);
  }
  expect(await actionsOf({ person: 'nobody of this name' })).toEqual([]);
  const { items } = await people.admin.call.admin.actions({ person: '@bella_u' });
  expect(items.map(({ targetName }) => targetName)).toEqual([
    'Bella Unusual',
    'Bella Unusual',
    'Bella Unusual',
  ]);
});

it('is filtered by author, target and time', async () => {
  const { userId } = people.support;
  expect(await actionsOf({ adminId: userId })).toEqual(['user.note']);
  expect(await actionsOf({ action: 'payment.refund' })).toEqual(['payment.refund']);
  expect(await actionsOf({ action: 'payment.refund', adminId: userId })).toEqual([]);
  const [latest] = (await people.admin.call.admin.actions({})).items;
  const at = latest?.createdAt ?? '';
  expect(await actionsOf({ from: at })).toEqual(['user.note']);
  expect(await actionsOf({ to: at })).not.toContain('user.note');
  expect(await actionsOf({ from: '2999-01-01T00:00:00Z' })).toEqual([]);
});

it('lists everybody who has acted', async () => {
  const { authors } = await people.support.call.admin.auditAuthors();
  expect(authors).toEqual([
    { userId: people.admin.userId, name: 'Irina' },
    { userId: people.support.userId, name: 'Sam' },
  ]);
});

it('continues from page to page without gaps', async () => {
  const all = await actionsOf({ limit: 100 });
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await people.admin.call.admin.actions({ limit: 1, ...(cursor && { cursor }) });
    paged.push(...page.items.map(({ action }) => action));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
});
