import type { Role } from '../../../shared/schemas/me.ts';
import type { Tx } from '../../db/database.ts';
import { AdminAction } from './models.ts';

/**
 * Records in the audit log that ADMIN_TELEGRAM_IDS has given or removed a role. No admin did it, so the
 * person is recorded as its author.
 */
export async function recordConfiguredRole(
  tx: Tx,
  userId: number,
  { before, after }: { before: Role; after: Role },
): Promise<void> {
  const roles: Record<'before' | 'after', object> = {
    before: { role: before },
    after: { role: after },
  };
  await tx.of(AdminAction).create({
    adminUserId: userId,
    action: 'user.role',
    target: `user:${userId}`,
    ...roles,
    reason: after === 'admin' ? 'ADMIN_TELEGRAM_IDS: listed' : 'ADMIN_TELEGRAM_IDS: not listed',
  });
}
