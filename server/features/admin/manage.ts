/** What an admin may do to a person. */
import type { z } from 'zod';
import type {
  adjustBalanceInput,
  adjustBalanceOutput,
  setBlockedInput,
  setBlockedOutput,
  setFreeAccessInput,
  setFreeAccessOutput,
  setRoleInput,
  setRoleOutput,
} from '../../../shared/schemas/admin.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import type { User } from '../users/lookup.ts';
import { toFreeAccess } from '../users/lookup.ts';
import * as users from '../users/service.ts';
import { runAuditedAction } from './actions.ts';

/**
 * Adds to a balance or takes from it.
 * @throws DomainError NOT_FOUND, INSUFFICIENT_FUNDS (nothing changes), IDEMPOTENCY_CONFLICT
 */
export async function adjustBalance(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof adjustBalanceInput>,
): Promise<z.infer<typeof adjustBalanceOutput>> {
  const { userId, asset, direction, amount, reason, note, requestId } = input;
  const action = { name: 'balance.adjust', target: `user:${userId}`, note } as const;
  return await runAuditedAction(app, actor, action, input, async (tx) => {
    const { entry } = await ledger.post(tx, {
      kind: 'admin_adjustment',
      userId,
      botName: actor.botName,
      actor: actorName(actor),
      amount,
      asset,
      direction,
      actionId: `${actor.userId}:${requestId}`,
      description: reason,
    });
    app.live.publish(tx, userId, { type: 'balance' });
    const { balance_before: before, balance_after: after } = entry;
    return { before: { asset, balance: before }, after: { asset, before, after } };
  });
}

/**
 * @throws DomainError FORBIDDEN: nobody changes their own role or block, so that one admin always remains.
 */
function someoneElse(actor: Actor, person: User | null): User {
  if (!person || person.id === actor.userId) {
    throw new DomainError('FORBIDDEN');
  }
  return person;
}

/** Pauses or unpauses an account. It applies from the next call on, in every process. */
export async function setBlocked(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof setBlockedInput>,
): Promise<z.infer<typeof setBlockedOutput>> {
  const { userId, blocked, reason } = input;
  const name = blocked ? 'user.block' : 'user.unblock';
  return await runAuditedAction(
    app,
    actor,
    { name, target: `user:${userId}` },
    input,
    async (tx, found) => {
      const person = someoneElse(actor, found);
      const before = { blocked: person.blockedAt !== null, reason: person.blockedReason };
      await users.setBlocked(tx, person, blocked ? { reason, at: app.now() } : null);
      app.actors.changed(tx, person.telegramId);
      return { before, after: { blocked } };
    },
  );
}

export async function setRole(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof setRoleInput>,
): Promise<z.infer<typeof setRoleOutput>> {
  const { userId, role } = input;
  const action = { name: 'user.role', target: `user:${userId}` } as const;
  return await runAuditedAction(app, actor, action, input, async (tx, found) => {
    const person = someoneElse(actor, found);
    const before = { role: person.role };
    await users.setRole(tx, person, role);
    app.actors.changed(tx, person.telegramId);
    return { before, after: { role } };
  });
}

/** Gives free access to everything until a time or for good, or ends it. */
export async function setFreeAccess(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof setFreeAccessInput>,
): Promise<z.infer<typeof setFreeAccessOutput>> {
  const { userId, freeAccess } = input;
  const action = { name: 'user.free_access', target: `user:${userId}` } as const;
  return await runAuditedAction(app, actor, action, input, async (tx, person) => {
    if (!person) {
      throw new DomainError('NOT_FOUND');
    }
    const before = toFreeAccess(person.freeAccessUntil, app.now());
    const until = freeAccess?.until ? new Date(freeAccess.until) : 'infinity';
    await users.setFreeAccess(tx, person, freeAccess && until);
    app.live.publish(tx, userId, { type: 'balance' });
    return { before: { freeAccess: before }, after: { freeAccess } };
  });
}
