import { randomInt } from 'node:crypto';
import pino from 'pino';
import { expect, it } from 'vitest';
import { appRouter } from '../../app/appRouter.ts';
import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';
import { initDataOf, type TestPerson, testApp } from '../../testing/testApp.ts';
import { createCallerFactory } from '../../trpc/trpc.ts';
import { applyAdminList } from './admins.ts';

const test = testApp();
const createCaller = createCallerFactory(appRouter);

const callOf = (app: AppContext, person: TestPerson) =>
  createCaller({
    app,
    authorization: `tma ${initDataOf(person)}`,
    botName: undefined,
    requestId: crypto.randomUUID(),
  });

const newPerson = (): TestPerson => ({ id: randomInt(1_000_000, 2 ** 40), first_name: 'Bo' });

/** A server process that is started with this list of admins; `lines` is its log. */
async function withAdmins(...ids: number[]) {
  const lines: { telegramId?: number; role?: string; msg: string }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = await test.openAnother({
    env: { ADMIN_TELEGRAM_IDS: ids.join(',') },
    overrides: { log },
  });
  return { app, lines };
}

const readRole = sql<{ role: string }>('select role from users where telegram_id = $1');
const roleOf = async ({ id }: TestPerson) => (await test.app.db.query(readRole, [id]))[0]?.role;

it('a person seen before is an admin from the start of a process that lists them', async () => {
  const person = newPerson();
  await callOf(test.app, person).me.launch();
  expect(await roleOf(person)).toBe('user');
  const { app, lines } = await withAdmins(person.id);
  await applyAdminList(app);
  expect(await roleOf(person)).toBe('admin');
  expect(lines).toMatchObject([{ telegramId: person.id, role: 'admin' }]);
  await app.close();
});

it('a person seen before becomes an admin by launching the app where they are listed', async () => {
  const person = newPerson();
  await callOf(test.app, person).me.launch();
  const { app, lines } = await withAdmins(person.id);
  const { me } = await callOf(app, person).me.launch();
  expect(me.role).toBe('admin');
  expect(lines).toMatchObject([{ telegramId: person.id, role: 'admin' }]);
  await callOf(app, person).me.launch();
  expect(lines).toHaveLength(1);
  await app.close();
});

it('a person removed from the list is no admin from the next start, and it is logged', async () => {
  const person = newPerson();
  const first = await withAdmins(person.id);
  await callOf(first.app, person).me.launch();
  await expect(callOf(first.app, person).admin.overview({})).resolves.toBeDefined();
  const next = await withAdmins();
  await applyAdminList(next.app);
  expect(next.lines.filter(({ telegramId }) => telegramId === person.id)).toMatchObject([
    { role: 'user' },
  ]);
  await expect(callOf(next.app, person).admin.overview({})).rejects.toThrow('FORBIDDEN');
  await expect(callOf(first.app, person).admin.overview({})).rejects.toThrow('FORBIDDEN');
  await first.app.close();
  await next.app.close();
});

it('a person removed from the list is no admin after launching the app', async () => {
  const person = newPerson();
  const first = await withAdmins(person.id);
  await callOf(first.app, person).me.launch();
  const next = await withAdmins();
  const { me } = await callOf(next.app, person).me.launch();
  expect(me.role).toBe('user');
  expect(next.lines).toMatchObject([{ telegramId: person.id, role: 'user' }]);
  await first.app.close();
  await next.app.close();
});

it('a role that an admin has given stays, whatever the list says', async () => {
  const admin = await test.admin();
  const [support, made] = [await test.person(), await test.person()];
  for (const [person, role] of [
    [support, 'support'],
    [made, 'admin'],
  ] as const) {
    await admin.call.admin.setRole({
      requestId: crypto.randomUUID(),
      userId: person.userId,
      role,
      reason: 'helps',
    });
  }
  const { app, lines } = await withAdmins(admin.telegram.id);
  await applyAdminList(app);
  await callOf(app, support.telegram).me.launch();
  await callOf(app, made.telegram).me.launch();
  expect([await roleOf(support.telegram), await roleOf(made.telegram)]).toEqual([
    'support',
    'admin',
  ]);
  expect(lines).toEqual([]);
  await app.close();
});

it.each(['the next start', 'the next launch'])(
  'a role that an admin removed from a listed person is restored at %s, and recorded in the audit log',
  async (when) => {
    const listed = newPerson();
    const admin = await test.admin();
    const { app } = await withAdmins(listed.id, admin.telegram.id);
    const { me } = await callOf(app, listed).me.launch();
    await admin.call.admin.setRole({
      requestId: crypto.randomUUID(),
      userId: me.id,
      role: 'user',
      reason: 'has left',
    });
    expect(await roleOf(listed)).toBe('user');
    if (when === 'the next start') {
      await applyAdminList(app);
    } else {
      await callOf(app, listed).me.launch();
    }
    expect(await roleOf(listed)).toBe('admin');
    const { items } = await admin.call.admin.actions({ target: `user:${me.id}` });
    expect(items.map(({ action, after, reason }) => ({ action, after, reason }))).toEqual([
      { action: 'user.role', after: { role: 'admin' }, reason: 'ADMIN_TELEGRAM_IDS: listed' },
      { action: 'user.role', after: { role: 'user' }, reason: 'has left' },
      { action: 'user.role', after: { role: 'admin' }, reason: 'ADMIN_TELEGRAM_IDS: listed' },
    ]);
    await app.close();
  },
);
