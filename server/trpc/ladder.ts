/**
 * The ladder of procedures. Each step adds one certainty and hands it on:
 * public → caller (a bot's signature vouches for them) → user (known to us, not paused) → support → admin.
 */
import type { Role } from '../../shared/schemas/me.ts';
import { identify } from '../auth/identify.ts';
import { DomainError } from '../core/errors.ts';
import { middleware, publicProcedure } from './trpc.ts';

const caller = middleware(({ ctx, next }) => next({ ctx: { ...ctx, caller: identify(ctx) } }));

function actor(roles: readonly Role[]) {
  const staffOnly = !roles.includes('user');
  return middleware(async ({ ctx, next }) => {
    const found = await ctx.app.actors.find(identify(ctx), { fresh: staffOnly });
    if (!roles.includes(found.role)) {
      throw new DomainError('FORBIDDEN', {}, { cause: `user ${found.userId}` });
    }
    return next({ ctx: { ...ctx, actor: found } });
  });
}

export const callerProcedure = publicProcedure.use(caller);
export const userProcedure = publicProcedure.use(actor(['user', 'support', 'admin']));
/** Reads what admins read. */
export const supportProcedure = publicProcedure.use(actor(['support', 'admin']));
export const adminProcedure = publicProcedure.use(actor(['admin']));
