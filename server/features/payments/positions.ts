/** How far the providers' own lists have been read, and when the reconciliation ran last. */
import { Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { ago, LONG_AGO, NOW } from '../../db/values.ts';
import { ReconcilePosition } from './models.ts';

/** Stands for all lists. */
const EVERY_LIST = 'every';

/** Null when a list has never been read. */
export async function readPosition(reader: Reader, source: string): Promise<number | null> {
  const row = await reader.of(ReconcilePosition).findByPk(source);
  return row?.position ?? null;
}

export async function savePosition(tx: Tx, source: string, position: number): Promise<void> {
  const values = { source, position, ranAt: LONG_AGO };
  await tx.of(ReconcilePosition).upsert(values, { fields: ['position'] });
}

/** The list is read from its beginning next time. */
export async function deletePositions(tx: Tx, sources: readonly string[]): Promise<void> {
  await tx.of(ReconcilePosition).destroy({ where: { source: [...sources] } });
}

/** @returns whether this process may run now: one process per period. */
export async function claimRun(tx: Tx, periodS: number): Promise<boolean> {
  const positions = tx.of(ReconcilePosition);
  const due = { source: EVERY_LIST, ranAt: { [Op.lte]: ago({ seconds: periodS }) } };
  return (
    (await positions.update({ ranAt: NOW }, { where: due })) > 0 ||
    (await positions.createUnlessExists({ source: EVERY_LIST, ranAt: NOW })) !== null
  );
}
