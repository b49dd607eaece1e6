import { literal, Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import { PlanUsage } from './models.ts';

/** Gives one operation back to the allowance of a day. */
export async function refundOperation(tx: Tx, userId: number, day: string): Promise<void> {
  const taken = { userId, day, used: { [Op.gt]: 0 } };
  await tx.of(PlanUsage).update({ used: literal('used - 1') }, { where: taken });
}
