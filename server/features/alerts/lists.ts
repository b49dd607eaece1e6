/** Alerts as the team sees them. */
import { Op } from 'sequelize';
import type { AlertKind } from '../../../shared/closedSets.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Database, Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { Alert } from './models.ts';

/** Newest first. @param before the last id of the page before; null for the first page. */
export function listAlertRows(
  db: Database,
  options: { onlyOpen: boolean; before: number | null; limit: number },
): Promise<Alert[]> {
  const { onlyOpen, before, limit } = options;
  return db
    .of(Alert)
    .scope(...(onlyOpen ? ['open'] : []))
    .findAll({
      where: before === null ? {} : { id: { [Op.lt]: before } },
      order: [['id', 'DESC']],
      limit,
    });
}

/** Those of these alerts of one kind that have been raised, open or closed. */
export function findAlerts(
  reader: Reader,
  kind: AlertKind,
  keys: readonly string[],
): Promise<Alert[]> {
  return reader.of(Alert).findAll({ where: { kind, key: [...keys] } });
}

/** Closes an alert; one that is closed stays as it is. @returns null when there is none. */
export async function closeAlert(
  tx: Tx,
  id: number,
  now: Date,
): Promise<{ before: Date | null; alert: Alert } | null> {
  const alert = await tx.of(Alert).findByPk(id, { lock: FOR_NO_KEY_UPDATE });
  if (!alert) {
    return null;
  }
  const before = alert.resolvedAt;
  return { before, alert: await tx.of(Alert).save(alert, { resolvedAt: before ?? now }) };
}
