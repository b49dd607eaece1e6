/** Admins by configuration: whoever stands in ADMIN_TELEGRAM_IDS, for as long as they stand there. */
import type { Role } from '../../../shared/schemas/me.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { sql } from '../../db/statement.ts';

export interface RoleChange {
  telegram_id: number;
  role: Role;
}

const followList = sql<RoleChange>(`
  update users set
    role = case when telegram_id = any($1::bigint[]) then 'admin' else 'user' end,
    admin_by_config = telegram_id = any($1::bigint[])
  where (telegram_id = any($1::bigint[]) and (role <> 'admin' or not admin_by_config))
    or (admin_by_config and not telegram_id = any($1::bigint[]))
  returning telegram_id, role
`);

/** Tells every process of a role that the configuration has given or taken, and the log. */
export function announceRole(
  app: AppContext,
  tx: Tx,
  { telegram_id: telegramId, role }: RoleChange,
): void {
  app.actors.changed(tx, telegramId);
  tx.onCommit(() =>
    app.log.warn(
      { telegramId, role },
      role === 'admin'
        ? 'made an admin: listed in ADMIN_TELEGRAM_IDS'
        : 'no admin any more: not listed in ADMIN_TELEGRAM_IDS',
    ),
  );
}

/** Makes the stored roles follow the configuration; for the start of a process. */
export async function applyAdminList(app: AppContext): Promise<void> {
  await app.db.transaction(async (tx) => {
    for (const change of await tx.query(followList, [app.config.telegram.adminIds])) {
      announceRole(app, tx, change);
    }
  });
}
