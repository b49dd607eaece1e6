import { randomUUID } from 'node:crypto';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sectionCodes } from '../../../../shared/records/sections.ts';
import type { ExportedList } from '../../../../shared/schemas/adminExport.ts';
import { testApp } from '../../../testing/testApp.ts';
import { createExportRouter } from '../../exports/router.ts';
import { createFakeProvider } from '../../generation/testing/fakeProvider.ts';
import { pictureOrder } from '../../generation/testing/orders.ts';
import { placeOrder } from '../testing.ts';

const test = testApp({ overrides: { providers: { fal: createFakeProvider() } } });

let admin: Awaited<ReturnType<typeof test.admin>>;
let mallory: Awaited<ReturnType<typeof test.person>>;
let origin = '';
let close = () => {};

/** Names that would run as HTML, reverse the text direction, or run as a formula. */
const IMAGE = '<img src=x onerror=alert(1)>';
const TURNED = '\u202Egnp.exe';
const FORMULA = "=cmd|'/c calc'!A1";

beforeAll(async () => {
  admin = await test.admin();
  mallory = await test.person({ first_name: FORMULA, last_name: IMAGE, username: 'mallory' });
  await test.person({ first_name: TURNED });
  await placeOrder(test.app, mallory, { coins: 5000, stars: 50, chargeId: 'charge-export' });
  await mallory.call.generation.create(pictureOrder());
  await admin.call.admin.setBlocked({
    requestId: randomUUID(),
    userId: mallory.userId,
    blocked: false,
    reason: '+1 for; a "reason"',
  });
  const server = express().use(createExportRouter(test.app)).listen(0);
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  close = () => void server.close();
});
afterAll(() => close());

async function fetchList(of: ExportedList, call = admin.call) {
  const { url, fileName } = await call.admin.exportList({ of, timeZone: 'Europe/Moscow' });
  const response = await fetch(new URL(url, origin));
  const bytes = Buffer.from(await response.arrayBuffer());
  return { url, fileName, status: response.status, bytes, text: bytes.subarray(3).toString() };
}

describe('a list as a file', () => {
  it.each<[ExportedList, string]>([
    [{ list: 'users', query: '', filter: 'all', sort: 'newest' }, 'Id,Telegram id,First name'],
    [{ list: 'payments', query: '', filter: 'all' }, 'Order,Created,Paid'],
    [{ list: 'generations', query: '', filter: 'all' }, 'Work,Ordered,Ended'],
    [{ list: 'actions', person: '' }, 'Time,Admin id,Admin'],
  ])('of %j begins with the mark of UTF-8, and runs nothing that a name says', async (of, head) => {
    const { bytes, text, fileName } = await fetchList(of);
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(text.startsWith(head)).toBe(true);
    expect(fileName).toBe(`admin-${of.list}.csv`);
    const lines = text.trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(text).toContain(FORMULA);
    expect(text).not.toMatch(/(^|,|")[=+@]/m);
  });

  it('is formatted for the spreadsheet of its reader’s language', async () => {
    const irina = await test.person({ language_code: 'ru' });
    const role = { requestId: randomUUID(), userId: irina.userId, reason: 'a test' };
    await admin.call.admin.setRole({ ...role, role: 'support' });
    const { text } = await fetchList({ list: 'payments', query: '', filter: 'paid' }, irina.call);
    const [head, line] = text.split('\r\n');
    expect(head).toContain('Заказ;Создан;Оплачен');
    expect(line).toContain(';Telegram Stars;stars;Оплачен;50;XTR;50;');
  });

  it('names the actions of the audit log in its reader’s language, beside their codes', async () => {
    const of = { list: 'actions', person: '' } as const;
    const { text } = await fetchList(of);
    expect(text).toContain(',User unblocked,user.unblock,');
    const oleg = await test.person({ language_code: 'ru' });
    const role = { requestId: randomUUID(), userId: oleg.userId, reason: 'a test' };
    await admin.call.admin.setRole({ ...role, role: 'support' });
    const russian = await fetchList(of, oleg.call);
    expect(russian.text).toContain(';Изменена роль;user.role;');
  });

  it('says what a code means, and a text in both languages in a column for each', async () => {
    const users = await fetchList({
      list: 'users',
      query: '@mallory',
      filter: 'all',
      sort: 'newest',
    });
    expect(users.text).toContain(',User,');
    const section = { query: '', filters: {} };
    const promo = await fetchList({ list: 'records', section: 'promo', ...section });
    expect(promo.text).toContain('WELCOME10,Discount,10,');
    const models = await fetchList({ list: 'records', section: 'models', ...section });
    expect(models.text).toMatch(/nano-banana,Create,Nano Banana,1\.5,Active,.*Google: gemini/);
    const { text } = await fetchList({ list: 'records', section: 'levels', ...section });
    expect(text).toMatch(/"Name, Russian","Name, English"/);
    expect(text).toContain('Новичок,Newcomer');
    expect(text).not.toContain('{');
  });

  it('holds only the rows that match the filters', async () => {
    const { text } = await fetchList({
      list: 'users',
      query: '@mallory',
      filter: 'all',
      sort: 'newest',
    });
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
    const none = await fetchList({ list: 'payments', query: '', filter: 'refunds' });
    expect(none.text.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it.each(sectionCodes)('has all fields of the records: %s', async (section) => {
    const of = { list: 'records', section, query: '', filters: {} } as const;
    const { status, text, fileName } = await fetchList(of);
    expect(status).toBe(200);
    expect(fileName).toBe(`admin-${section}.csv`);
    const { items } = await admin.call.admin.records({ section, limit: 100 });
    expect(text.trimEnd().split('\r\n').length).toBeGreaterThan(items.length);
  });

  it('is refused to a person who has lost the role, though the link has not expired, and for another list', async () => {
    const sam = await test.person();
    const role = (value: 'user' | 'support') =>
      admin.call.admin.setRole({
        requestId: randomUUID(),
        userId: sam.userId,
        reason: 'a test',
        role: value,
      });
    await role('support');
    const { url } = await fetchList({ list: 'actions', person: '' }, sam.call);
    const other = url.replace('admin-actions', 'admin-users');
    expect((await fetch(new URL(other, origin))).status).toBe(403);
    await role('user');
    expect((await fetch(new URL(url, origin))).status).toBe(403);
  });
});
