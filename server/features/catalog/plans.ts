/** Plans of the catalog, on sale or not: an order may be older than the catalog. */
import type { Tx } from '../../db/database.ts';
import { Plan } from './models.ts';

/** Whatever is sold now. */
export function findPlan(tx: Tx, code: string): Promise<Plan | null> {
  return tx.of(Plan).findByPk(code);
}

/** The plan whose days are given away: the one by the month that is on sale, or was. */
export function findMonthlyPlan(tx: Tx): Promise<Plan | null> {
  return tx.of(Plan).findOne({
    where: { kind: 'MONTH' },
    order: [
      ['active', 'DESC'],
      ['position', 'ASC'],
    ],
  });
}
