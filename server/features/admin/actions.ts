/**
 * Every change by the team goes through `runAuditedAction`: it is claimed by its request id, its author's
 * role is checked again under a lock, and it is recorded with before, after and reason, all in the
 * transaction of the change itself.
 */
import type { AdminActionName } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { assertSameInput, hashInput } from '../../db/requests.ts';
import type { User } from '../users/lookup.ts';
import { lockUsers } from '../users/service.ts';
import { AdminAction as StoredAction } from './models.ts';

interface ActionRequest {
  requestId: string;
  reason: string;
  /** The person whom it affects. */
  userId?: number;
}

interface Action {
  name: AdminActionName;
  /** The object of the action, such as `user:12`. */
  target: string;
  /** For the team only; the audit log keeps it after the reason. */
  note?: string;
  /** Whether support may do it, too, because it moves no value. */
  bySupport?: true;
}

/** @throws DomainError FORBIDDEN: the role was lost meanwhile, or does not suffice. */
function assertMayAct(author: User | undefined, { bySupport }: Action): void {
  const mayAct = author?.role === 'admin' || (bySupport && author?.role === 'support');
  if (!mayAct || author.blockedAt !== null) {
    throw new DomainError('FORBIDDEN');
  }
}

/**
 * Runs a change of the team once per request id. One member's actions run one after another, since each locks
 * the member's own row: a repeated call waits, finds the audit log's entry and returns the same answer.
 * @returns the state after the change as `work` reports it, from the audit log on a repetition.
 * @throws DomainError FORBIDDEN (the role was lost meanwhile), NOT_FOUND (no such person),
 * IDEMPOTENCY_CONFLICT.
 */
export async function runAuditedAction<After extends object>(
  app: AppContext,
  actor: Actor,
  action: Action,
  input: ActionRequest,
  work: (tx: Tx, person: User | null) => Promise<{ before: object | undefined; after: After }>,
): Promise<After> {
  const { requestId, ...rest } = input;
  const hash = hashInput({ action: action.name, ...rest });
  return await app.db.transaction(async (tx) => {
    const ids = input.userId === undefined ? [actor.userId] : [actor.userId, input.userId];
    const people = await lockUsers(tx, ids);
    assertMayAct(
      people.find(({ id }) => id === actor.userId),
      action,
    );
    const earlier = await tx.of(StoredAction).findOne({
      where: { adminUserId: actor.userId, requestId },
    });
    if (earlier?.requestHash) {
      assertSameInput(earlier.requestHash, hash);
      return earlier.after as After;
    }
    const person = people.find(({ id }) => id === input.userId) ?? null;
    if (input.userId !== undefined && !person) {
      throw new DomainError('NOT_FOUND');
    }
    const { before, after } = await work(tx, person);
    await tx.of(StoredAction).create({
      adminUserId: actor.userId,
      requestId,
      requestHash: hash,
      action: action.name,
      target: action.target,
      before: before ?? null,
      after,
      reason: action.note ? `${input.reason}\n${action.note}` : input.reason,
    });
    return after;
  });
}

/** The audit entries for any of these targets. */
export function findActionsOn(db: Reader, targets: readonly string[]): Promise<StoredAction[]> {
  return db.of(StoredAction).findAll({ where: { target: [...targets] }, order: [['id', 'ASC']] });
}
