/**
 * Every change that an admin makes goes through `runAuditedAction`: it is claimed by its request id, its author's
 * right is read again under a lock, and it is written down with before, after and reason, all in the
 * transaction of the change itself.
 */
import type { z } from 'zod';
import type { AdminActionName } from '../../../shared/closedSets.ts';
import type { AdminAction, actionsInput } from '../../../shared/schemas/admin.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import { assertSameInput, hashInput } from '../../db/requests.ts';
import { sql } from '../../db/statement.ts';
import { lockUsers, type User } from '../users/standing.ts';
import { AdminAction as StoredAction } from './models.ts';
import { fullName } from './names.ts';
import { placeOf, toPage } from './pages.ts';

const listActions = sql<{
  id: number;
  admin_user_id: number;
  first_name: string;
  last_name: string | null;
  action: AdminActionName;
  target: string;
  before: unknown;
  after: unknown;
  reason: string;
  created_at: Date;
  target_first_name: string | null;
  target_last_name: string | null;
}>(`
  select a.id, a.admin_user_id, u.first_name, u.last_name, a.action, a.target, a.before, a.after,
    a.reason, a.created_at, t.first_name as target_first_name, t.last_name as target_last_name
  from admin_actions a
  join users u on u.id = a.admin_user_id
  left join users t on t.id = case
    when a.target ~ '^user:[0-9]{1,15}$' then substr(a.target, 6)::bigint
    when a.target like 'charge:%' then (select c.user_id from payment_charges c
      where c.provider = split_part(a.target, ':', 2)
        and c.charge_id = substr(a.target, length('charge:' || c.provider || ':') + 1))
  end
  where ($1::text is null or a.target = $1) and a.id < coalesce($2::bigint, 9223372036854775807)
  order by a.id desc limit $3::int
`);

interface ActionRequest {
  requestId: string;
  reason: string;
  /** The person it is done to. */
  userId?: number;
}

interface Action {
  name: AdminActionName;
  /** What it is done to, such as `user:12`. */
  target: string;
  /** For the team only; the audit log keeps it after the reason. */
  note?: string;
}

/**
 * Runs an admin's change once per request id. One admin's actions run one after another, since each
 * holds the admin's own row: a repeated call waits, finds the audit log's entry and answers as before.
 * @returns what `work` says stands afterwards, from the audit log on a repetition.
 * @throws DomainError FORBIDDEN (the role was lost meanwhile), NOT_FOUND (no such person),
 *   IDEMPOTENCY_CONFLICT.
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
    const author = people.find(({ id }) => id === actor.userId);
    if (author?.role !== 'admin' || author.blockedAt !== null) {
      throw new DomainError('FORBIDDEN');
    }
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

/** The audit log, newest first. */
export async function readAuditLog(app: AppContext, query: z.infer<typeof actionsInput>) {
  const { target = null, cursor, limit } = query;
  const rows = await app.db.query(listActions, [target, placeOf(cursor), limit + 1]);
  return toPage(
    rows,
    limit,
    (row): AdminAction => ({
      id: row.id,
      adminUserId: row.admin_user_id,
      adminName: fullName(row),
      action: row.action,
      target: row.target,
      targetName:
        row.target_first_name === null
          ? null
          : fullName({ first_name: row.target_first_name, last_name: row.target_last_name }),
      before: row.before,
      after: row.after,
      reason: row.reason,
      createdAt: row.created_at.toISOString(),
    }),
  );
}
