/** Notes, gifts, a copy, deletion: by the team. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { everybody } from './testing.ts';

const test = testApp({ worker: true });
const PATIENCE = { timeout: 20_000, interval: 50 };

let people: Awaited<ReturnType<typeof everybody>>;
beforeAll(async () => {
  people = await everybody(test);
});
const asked = (userId: number) => ({ requestId: randomUUID(), userId, reason: 'a reason' });
const logOf = async (userId: number) =>
  (await people.admin.call.admin.actions({ target: `user:${userId}` })).items;

describe('notes', () => {
  it('are added by support, too, with author and time, and never change', async () => {
    const { userId } = await test.person();
    const note = { requestId: randomUUID(), userId, text: '  <b>Called</b> twice ' };
    await people.support.call.admin.addNote(note);
    await people.support.call.admin.addNote(note);
    await people.admin.call.admin.addNote({ ...note, requestId: randomUUID(), text: 'Written to' });
    const { notes } = await people.support.call.admin.user({ userId });
    expect(notes).toMatchObject([
      { authorName: 'Irina', text: 'Written to', createdAt: expect.any(String) },
      { authorName: 'Sam', text: '<b>Called</b> twice' },
    ]);
    const change = test.app.db.transaction((tx) =>
      tx.query(sql(`update person_notes set text = 'x' where user_id = $1`), [userId]),
    );
    await expect(change).rejects.toThrow();
    const log = await logOf(userId);
    expect(log.map(({ action }) => action)).toEqual(['user.note', 'user.note']);
    expect(log.map(({ after }) => after)).toMatchObject([
      { text: 'Written to' },
      { text: '<b>Called</b> twice' },
    ]);
    const stored = sql<{ after: object }>(`select after from admin_actions where target = $1`);
    const rows = await test.app.db.query(stored, [`user:${userId}`]);
    expect(JSON.stringify(rows)).not.toContain('Called');
  });
});

describe('gifts', () => {
  it('a badge is granted once, with its XP, and the audit log says whether she had it before', async () => {
    const { userId, call } = await test.person();
    const xp = (await call.me.get()).level.xp;
    const grant = { ...asked(userId), badge: 'director' };
    const { admin } = people.admin.call;
    expect(await admin.grantBadge(grant)).toEqual({ awarded: true });
    expect(await admin.grantBadge(grant)).toEqual({ awarded: true });
    expect(await admin.grantBadge({ ...asked(userId), badge: 'director' })).toEqual({
      awarded: false,
    });
    expect((await call.me.get()).level.xp).toBe(xp + 30);
    expect((await admin.user({ userId })).badges.map(({ code }) => code)).toContain('director');
    expect(await logOf(userId)).toMatchObject([
      { action: 'user.badge', before: { owned: true }, after: { owned: true } },
      { action: 'user.badge', before: { owned: false }, after: { badge: 'director' } },
    ]);
    await expect(admin.grantBadge({ ...asked(userId), badge: 'nothing' })).rejects.toThrow(
      'NOT_FOUND',
    );
  });

  it('days of the plan start now, or at the end of the active plan', async () => {
    const { userId, call } = await test.person();
    const { admin } = people.admin.call;
    const first = { ...asked(userId), days: 3 };
    const { endsAt } = await admin.grantPlanDays(first);
    expect(await admin.grantPlanDays(first)).toEqual({ endsAt });
    expect((await call.me.get()).plan).toMatchObject({ kind: 'MONTH', endsAt });
    const then = await admin.grantPlanDays({ ...asked(userId), days: 2 });
    expect(Date.parse(then.endsAt) - Date.parse(endsAt)).toBe(2 * 86_400_000);
    expect((await logOf(userId))[0]).toMatchObject({
      action: 'user.plan_days',
      before: { endsAt },
      after: { days: 2, endsAt: then.endsAt },
    });
  });
});

describe('a person’s data', () => {
  it('a copy is made for the person and sent to nobody else', async () => {
    const { userId, call } = await test.person({ first_name: 'Carol' });
    await people.admin.call.admin.addNote({ requestId: randomUUID(), userId, text: 'A note' });
    expect(await people.admin.call.admin.exportPerson(asked(userId))).toEqual({ ordered: true });
    expect(await people.admin.call.admin.exportPerson(asked(userId))).toEqual({ ordered: false });
    await vi.waitFor(async () => {
      expect((await call.account.export()).export?.state).toBe('ready');
    }, PATIENCE);
    expect((await people.admin.call.account.export()).export).toBeNull();
    expect(JSON.stringify(await logOf(userId))).not.toContain('export/');
  });

  it('an account is deleted in two steps, once, and the audit log holds what was lost', async () => {
    const { admin } = people.admin.call;
    const dave = await test.person({ first_name: 'Dave-Unmistakable', username: 'dave_u' });
    const { userId } = dave;
    await admin.addNote({ requestId: randomUUID(), userId, text: 'about Dave-Unmistakable' });
    const lost = await admin.erasure({ userId });
    expect(lost).toMatchObject({ coins: 10_000, freeOperations: 4, openPayments: 0 });
    const erase = { ...asked(userId), confirmation: lost.confirmation };
    const own = await dave.call.account.deletion();
    await expect(admin.erasePerson({ ...erase, confirmation: own.confirmation })).rejects.toThrow(
      'CONFLICT',
    );
    await expect(dave.call.account.delete({ confirmation: lost.confirmation })).rejects.toThrow(
      'CONFLICT',
    );
    expect((await dave.call.me.get()).firstName).toBe('Dave-Unmistakable');
    expect(await admin.erasePerson(erase)).toEqual({ erased: true });
    expect(await admin.erasePerson(erase)).toEqual({ erased: true });
    await expect(admin.erasePerson({ ...erase, requestId: randomUUID() })).rejects.toThrow(
      'NOT_FOUND',
    );
    await expect(dave.call.me.get()).rejects.toThrow('LAUNCH_REQUIRED');
    expect(await admin.user({ userId })).toMatchObject({ erased: true, notes: [] });
    expect(await logOf(userId)).toMatchObject([
      { action: 'user.erase', before: { coins: 10_000, plan: null }, after: { erased: true } },
      { action: 'user.note', after: { noteId: expect.any(Number) } },
    ]);
    expect(JSON.stringify(await logOf(userId))).not.toContain('Dave-Unmistakable');
    expect((await admin.users({ query: 'Dave-Unmistakable' })).items).toEqual([]);
    await expect(admin.exportPerson(asked(userId))).rejects.toThrow('NOT_FOUND');
    await expect(admin.openAsPerson(asked(userId))).rejects.toThrow('NOT_FOUND');
  });

  it('an account of the team is not deleted', async () => {
    const { userId } = people.support;
    await expect(people.admin.call.admin.erasure({ userId })).rejects.toThrow('STAFF_ACCOUNT');
  });
});
