/** Admins by configuration: whoever stands in ADMIN_TELEGRAM_IDS, for as long as they stand there. */
import { Op } from 'sequelize';
import type { Role } from '../../../shared/schemas/me.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { User } from './models.ts';

interface RoleChange {
  telegramId: number;
  role: Role;
}

/** Tells every process of a role that the configuration has given or taken, and the log. */
export function announceRole(app: AppContext, tx: Tx, { telegramId, role }: RoleChange): void {
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
    const users = tx.of(User);
    const listed = [...app.config.telegram.adminIds];
    const isOther = { [Op.or]: [{ role: { [Op.ne]: 'admin' } }, { adminByConfig: false }] };
    const changed = [
      await users.updateReturning(
        { role: 'admin', adminByConfig: true },
        { where: { telegramId: listed, ...isOther } },
      ),
      await users.updateReturning(
        { role: 'user', adminByConfig: false },
        { where: { adminByConfig: true, telegramId: { [Op.notIn]: listed } } },
      ),
    ];
    for (const user of changed.flat()) {
      announceRole(app, tx, user);
    }
  });
}
