import type { Role } from '../../../shared/schemas/me.ts';
import type { Tx } from '../../db/database.ts';
import { AdminAction } from './models.ts';

/**
 * Writes into the audit log that ADMIN_TELEGRAM_IDS has given or taken a role. Nobody in the app did it, so the
 * person themselves stands as its author.
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
