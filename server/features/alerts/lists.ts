/** Alerts as the team sees them. */
import { col, fn, Op } from 'sequelize';
import { type AlertKind, alertKinds } from '../../../shared/closedSets.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import { computed } from '../../db/computed.ts';
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

/** Of these alerts of one kind, those that have been raised, open or closed. */
export function findAlerts(
  reader: Reader,
  kind: AlertKind,
  keys: readonly string[],
): Promise<Alert[]> {
  return reader.of(Alert).findAll({ where: { kind, key: [...keys] } });
}

/** Alerts that were raised or reopened in a span of time: `from` excluded, `to` included. */
export async function listRaised(
  reader: Reader,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<{ items: Alert[]; total: number }> {
  const where = { createdAt: { [Op.gt]: from, [Op.lte]: to } };
  const alerts = reader.of(Alert);
  const items = await alerts.findAll({ where, order: [['createdAt', 'ASC']], limit });
  return { items, total: items.length < limit ? items.length : await alerts.count({ where }) };
}

/** Alerts of any kind with one of these keys. */
export function findAlertsByKeys(reader: Reader, keys: readonly string[]): Promise<Alert[]> {
  return reader.of(Alert).findAll({ where: { kind: [...alertKinds], key: [...keys] } });
}

/**
 * Closes an alert; a closed one stays as it is.
 * @returns null when there is none.
 */
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

/** How many of each kind are open, the most frequent first. */
export async function countOpenAlerts(db: Reader): Promise<{ kind: AlertKind; open: number }[]> {
  const rows = await db
    .of(Alert)
    .scope('open')
    .findAll({
      attributes: ['kind', [fn('count', col('*')), 'open']],
      group: ['kind'],
    });
  const counted = rows.map((row) => ({
    kind: row.kind,
    open: Number(computed<number | string>(row, 'open')),
  }));
  return counted.sort((a, b) => b.open - a.open);
}
