/** Plans of the catalog, on sale or not: an order may be older than the catalog. */
import type { Tx } from '../../db/database.ts';
import { Plan } from './models.ts';

/** All plans on sale. */
export function findPlan(tx: Tx, code: string): Promise<Plan | null> {
  return tx.of(Plan).findByPk(code);
}

/** The plan whose days are given as a gift: the monthly one that is on sale, or was. */
export function findMonthlyPlan(tx: Tx): Promise<Plan | null> {
  return tx.of(Plan).findOne({
    where: { kind: 'MONTH' },
    order: [
      ['active', 'DESC'],
      ['position', 'ASC'],
    ],
  });
}
