/** Who may call what: every procedure, by every kind of caller. */
import { randomUUID } from 'node:crypto';
import type { AnyProcedure } from '@trpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../testing/testApp.ts';
import { TRPCError } from '../trpc/trpc.ts';
import { appRouter } from './appRouter.ts';

const test = testApp();
type Caller = ReturnType<typeof test.nobody>;

/** What support may do besides reading. */
const SUPPORT_MAY: readonly string[] = ['admin.exportList', 'admin.addNote', 'admin.openAsPerson'];
/** Queries that support may not make. */
const ADMIN_READS: readonly string[] = ['admin.erasure'];
/** Launching registers a person. */
const BEFORE_LAUNCH = ['me.launch'];

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
)
  .map(([path, procedure]) => ({ path, type: procedure._def.type }))
  // A launch registers a stranger, so it comes last.
  .sort(
    (one, other) =>
      Number(BEFORE_LAUNCH.includes(one.path)) - Number(BEFORE_LAUNCH.includes(other.path)),
  );

const people = ['nobody', 'stranger', 'user', 'banned', 'support', 'admin', 'revoked'] as const;
type Who = (typeof people)[number];
const callers = {} as Record<Who, Caller>;

beforeAll(async () => {
  const admin = await test.admin();
  const standing = async (name: string, role: 'support' | 'admin' | null) => {
    const person = await test.person({ first_name: name });
    if (role) {
      await setRole(person.userId, role);
    }
    return person;
  };
  const setRole = (userId: number, role: 'user' | 'support' | 'admin') =>
    admin.call.admin.setRole({ requestId: randomUUID(), userId, role, reason: 'a test' });
  const banned = await standing('Banned', null);
  await admin.call.admin.setBlocked({
    requestId: randomUUID(),
    userId: banned.userId,
    blocked: true,
    reason: 'a test',
  });
  const revoked = await standing('Revoked', 'admin');
  // An admin until this moment, and cached as one.
  await revoked.call.admin.overview({});
  await setRole(revoked.userId, 'user');
  Object.assign(callers, {
    nobody: test.nobody(),
    stranger: test.as({ id: 4242, first_name: 'Stranger' }),
    user: (await standing('User', null)).call,
    banned: banned.call,
    support: (await standing('Support', 'support')).call,
    admin: admin.call,
    revoked: revoked.call,
  });
});

const refusals = ['INIT_DATA_MISSING', 'LAUNCH_REQUIRED', 'ACCOUNT_PAUSED', 'FORBIDDEN'];

/** The refusal that this caller gets; null when the procedure is allowed. */
function expected(who: Who, path: string, type: string): string | null {
  const isStaffs = path.startsWith('admin.');
  const isForSupport =
    (type === 'query' && !ADMIN_READS.includes(path)) || SUPPORT_MAY.includes(path);
  switch (who) {
    case 'nobody':
      return 'INIT_DATA_MISSING';
    case 'stranger':
      return BEFORE_LAUNCH.includes(path) ? null : 'LAUNCH_REQUIRED';
    case 'banned':
      return 'ACCOUNT_PAUSED';
    case 'admin':
      return null;
    case 'support':
      return !isStaffs || isForSupport ? null : 'FORBIDDEN';
    default:
      return isStaffs ? 'FORBIDDEN' : null;
  }
}

/** Calls with an invalid input: authorization is refused before the input is validated. */
async function refusalOf(who: Who, path: string): Promise<string | null> {
  const call = path.split('.').reduce((at, name) => (at as never)[name], callers[who] as unknown);
  try {
    await (call as (input: unknown) => Promise<unknown>)({ nothing: 'of any use' });
    return null;
  } catch (error) {
    const { message } = error as TRPCError;
    expect(error).toBeInstanceOf(TRPCError);
    expect(message).not.toBe('INTERNAL');
    return refusals.includes(message) ? message : null;
  }
}

describe.each(people)('%s', (who) => {
  it('may call what is allowed, and is refused everything else', async () => {
    const found: Record<string, string | null> = {};
    const right: Record<string, string | null> = {};
    for (const { path, type } of procedures) {
      found[path] = await refusalOf(who, path);
      right[path] = expected(who, path, type);
    }
    expect(found).toEqual(right);
    expect(Object.keys(found).length).toBeGreaterThan(50);
  });
});
