/** Problems that an admin must look at: raised once per cause, closed when resolved. */
import { Op } from 'sequelize';
import type { AlertKind } from '../../../shared/closedSets.ts';
import { readObject, toJsonb, toStorable } from '../../core/storable.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { NOW } from '../../db/values.ts';
import { openFound } from './alertStatements.ts';
import { Alert } from './models.ts';

export { type Circuit, closeCircuit, openCircuit, readCircuits } from './circuits.ts';
export {
  closeAlert,
  countOpenAlerts,
  findAlerts,
  findAlertsByKeys,
  listAlertRows,
  listRaised,
} from './lists.ts';

export interface AlertCause {
  kind: AlertKind;
  /** Its subject; together with the kind it identifies the alert. */
  key: string;
  detail?: Record<string, unknown>;
  /** It has happened again: a closed alert is reopened. */
  again?: boolean;
}

/** @returns false when the same was raised before, open or closed; with `again` only when open. */
export async function raiseAlert(
  tx: Tx,
  { kind, key, detail = {}, again = false }: AlertCause,
): Promise<boolean> {
  const alerts = tx.of(Alert);
  const values = { detail: toStorable(detail), createdAt: NOW };
  if (await alerts.createUnlessExists({ kind, key, ...values })) {
    return true;
  }
  const closed = { kind, key, resolvedAt: { [Op.ne]: null } };
  return again && (await alerts.update({ ...values, resolvedAt: null }, { where: closed })) > 0;
}

export async function hasOpenAlert(
  db: Reader,
  { kind, key }: Pick<AlertCause, 'kind' | 'key'>,
): Promise<boolean> {
  return (await db.of(Alert).scope('open').findOne({ where: { kind, key } })) !== null;
}

/** Closes an alert and adds the outcome to its detail; a closed one stays as it is. */
export async function resolveAlert(tx: Tx, { kind, key, detail = {} }: AlertCause): Promise<void> {
  const alerts = tx.of(Alert).scope('open');
  const alert = await alerts.findOne({ where: { kind, key }, lock: FOR_NO_KEY_UPDATE });
  if (alert) {
    const values = {
      resolvedAt: NOW,
      detail: { ...readObject(alert.detail), ...toStorable(detail) },
    };
    await alerts.save(alert, values);
  }
}

/**
 * Makes exactly these the open alerts of their kind: opens what is new or has returned, closes what was not
 * found again.
 */
export async function setAlerts(
  tx: Tx,
  kind: AlertKind,
  found: ReadonlyMap<string, Record<string, unknown>>,
): Promise<void> {
  const keys = [...found.keys()];
  const details = [...found.values()].map((detail) => toJsonb(detail));
  await tx.query(openFound, [kind, keys, details]);
  await tx
    .of(Alert)
    .scope('open')
    .update({ resolvedAt: NOW }, { where: { kind, key: { [Op.notIn]: keys } } });
}
