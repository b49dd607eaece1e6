/** Admins by configuration: people in ADMIN_TELEGRAM_IDS, for as long as they are listed. */
import { Op } from 'sequelize';
import type { Role } from '../../../shared/schemas/me.ts';
import type { AppContext } from '../../app/context.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { recordConfiguredRole } from '../admin/lookup.ts';
import { User } from './models.ts';

interface RoleChange {
  id: number;
  telegramId: number;
  before: Role;
  role: Role;
}

/** Reports a role that the configuration has given or removed to every process, the log and the audit log. */
export async function announceRole(
  app: AppContext,
  tx: Tx,
  { id, telegramId, before, role }: RoleChange,
): Promise<void> {
  if (role !== before) {
    await recordConfiguredRole(tx, id, { before, after: role });
  }
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

/** Makes the stored roles match the configuration; called at the start of a process. */
export async function applyAdminList(app: AppContext): Promise<void> {
  await app.db.transaction(async (tx) => {
    const listed = [...app.config.telegram.adminIds];
    const users = await tx.of(User).findAll({
      where: {
        [Op.or]: [
          {
            telegramId: listed,
            [Op.or]: [{ role: { [Op.ne]: 'admin' } }, { adminByConfig: false }],
          },
          { adminByConfig: true, telegramId: { [Op.notIn]: listed } },
        ],
      },
      order: ['id'],
      lock: FOR_NO_KEY_UPDATE,
    });
    for (const { id, telegramId, role: before } of users) {
      const adminByConfig = listed.includes(telegramId);
      const role = adminByConfig ? 'admin' : 'user';
      await tx.of(User).update({ role, adminByConfig }, { where: { id } });
      await announceRole(app, tx, { id, telegramId, before, role });
    }
  });
}
