/**
 * The procedures by who may call them. Each step checks one condition and passes its result on: public →
 * caller (authenticated by init data) → user (registered, not paused) → support → admin. Calls of registered
 * people that write or call outside are rate-limited per person.
 */
import type { ProcedureType } from '@trpc/server';
import type { Role } from '../../shared/schemas/me.ts';
import { identify } from '../auth/identify.ts';
import { viewedActor } from '../auth/viewAs.ts';
import { DomainError } from '../core/errors.ts';
import { limitOf } from '../limits/callLimits.ts';
import { middleware, publicProcedure, type RequestContext } from './trpc.ts';

const caller = middleware(async ({ ctx, path, type, next }) => {
  const found = identify(ctx);
  if (ctx.viewAs !== undefined) {
    throw new DomainError('FORBIDDEN', {}, { cause: 'nobody launches in the place of another' });
  }
  await countCall(ctx, path, type, found.initData.user.id);
  return next({ ctx: { ...ctx, caller: found } });
});

/** @throws DomainError RATE_LIMITED */
async function countCall(
  { app }: RequestContext,
  path: string,
  type: ProcedureType,
  telegramId: number,
): Promise<void> {
  const limit = limitOf(path, type);
  if (limit) {
    await app.limits.count(telegramId, path, limit);
  }
}

function actor(roles: readonly Role[]) {
  const staffOnly = !roles.includes('user');
  return middleware(async ({ ctx, path, type, next }) => {
    const looksOn = ctx.viewAs !== undefined;
    const found = await ctx.app.actors.find(identify(ctx), { fresh: staffOnly || looksOn });
    if (!roles.includes(found.role)) {
      throw new DomainError('FORBIDDEN', {}, { cause: `user ${found.userId}` });
    }
    await countCall(ctx, path, type, found.telegramId);
    const acting = looksOn
      ? await viewedActor(ctx.app, found, ctx.viewAs ?? '', { path, type })
      : found;
    return next({ ctx: { ...ctx, actor: acting } });
  });
}

export const callerProcedure = publicProcedure.use(caller);
export const userProcedure = publicProcedure.use(actor(['user', 'support', 'admin']));
/** A procedure that reads what admins may read. */
export const supportProcedure = publicProcedure.use(actor(['support', 'admin']));
export const adminProcedure = publicProcedure.use(actor(['admin']));
