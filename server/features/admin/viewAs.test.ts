/** The app as a person sees it, opened by the team: read-only, for minutes, and recorded. */
import { randomUUID } from 'node:crypto';
import type { AnyProcedure } from '@trpc/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { appRouter } from '../../app/appRouter.ts';
import { VIEWABLE } from '../../auth/viewAs.ts';
import { initDataOf, testApp } from '../../testing/testApp.ts';
import { createCallerFactory } from '../../trpc/trpc.ts';
import { everybody } from './testing.ts';

const test = testApp();
const createCaller = createCallerFactory(appRouter);

let people: Awaited<ReturnType<typeof everybody>>;
beforeAll(async () => {
  people = await everybody(test);
});
const asked = (userId: number) => ({ requestId: randomUUID(), userId, reason: 'a reason' });
const logOf = async (userId: number) =>
  (await people.admin.call.admin.actions({ target: `user:${userId}` })).items;

describe('the app as a person sees it', () => {
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
  );
  const viewer = (who: { telegram: Parameters<typeof initDataOf>[0] }, viewAs: string) =>
    createCaller({
      app: test.app,
      authorization: `tma ${initDataOf(who.telegram)}`,
      botName: 'main',
      viewAs,
      requestId: randomUUID(),
    });
  async function ask(call: ReturnType<typeof viewer>, path: string) {
    const procedure = path.split('.').reduce((at, name) => (at as never)[name], call as unknown);
    return await (procedure as (input?: unknown) => Promise<unknown>)();
  }
  it('returns what the person would get, by a token valid for minutes, and is recorded in the audit log', async () => {
    const { userId, call } = await test.person({ first_name: 'Erin' });
    test.app.bots.first.username = 'main_bot';
    const opening = asked(userId);
    const { token, expiresAt } = await people.support.call.admin.openAsPerson(opening);
    expect((await people.support.call.admin.openAsPerson(opening)).token).toBe(token);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(5 * 60_000);
    const view = viewer(people.support, token);
    const writing = vi.spyOn(test.app.db, 'transaction');
    for (const path of VIEWABLE) {
      const theirs = path.split('.').reduce((at, name) => (at as never)[name], call as unknown);
      expect(await ask(view, path)).toEqual(await (theirs as () => Promise<unknown>)());
    }
    expect(writing).not.toHaveBeenCalled();
    writing.mockRestore();
    const log = await logOf(userId);
    expect(log).toMatchObject([
      { action: 'user.open', adminUserId: people.support.userId, reason: 'a reason' },
    ]);
    expect(JSON.stringify(log)).not.toContain(token.split('.')[2]);
  });

  it('refuses every mutation, and everything private', async () => {
    const { userId } = await test.person();
    const { token } = await people.admin.call.admin.openAsPerson(asked(userId));
    const view = viewer(people.admin, token);
    const others = procedures.filter(([path]) => !VIEWABLE.has(path));
    expect(others.length).toBeGreaterThan(50);
    for (const [path] of others) {
      await expect(ask(view, path), path).rejects.toThrow('FORBIDDEN');
    }
    for (const path of VIEWABLE) {
      expect(procedures.find(([name]) => name === path)?.[1]._def.type).toBe('query');
    }
  });

  it('is refused to anybody else, after it expires, for accounts of the team, and to those who have left it', async () => {
    const { admin } = people.admin.call;
    const { userId, ...frank } = await test.person();
    const { token } = await people.support.call.admin.openAsPerson(asked(userId));
    const refused = async (who: Parameters<typeof viewer>[0], value: string) =>
      await expect(viewer(who, value).me.get()).rejects.toThrow('FORBIDDEN');
    await refused(people.admin, token);
    await refused(people.alice, token);
    const [, until = '', signature = ''] = token.split('.');
    await refused(people.support, `${people.alice.userId}.${until}.${signature}`);
    await refused(people.support, `${userId}.${Number(until) + 60_000}.${signature}`);
    await refused(people.support, '');
    await expect(admin.openAsPerson(asked(people.support.userId))).rejects.toThrow('STAFF_ACCOUNT');
    const now = test.app.now;
    test.app.now = () => new Date(Number(until) + 1);
    await refused(people.support, token).finally(() => {
      test.app.now = now;
    });
    // The person joins the team: accounts of the team can't be viewed.
    await admin.setRole({ ...asked(userId), role: 'support' });
    await refused(people.support, token);
    await admin.setRole({ ...asked(userId), role: 'user' });
    expect((await viewer(people.support, token).me.get()).id).toBe(userId);
    const { support } = people;
    await admin.setRole({ ...asked(support.userId), role: 'user' });
    await refused(support, token);
    await admin.setRole({ ...asked(support.userId), role: 'support' });
    expect((await frank.call.me.get()).id).toBe(userId);
  });
});
