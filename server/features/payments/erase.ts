import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { closeOrder } from './closeOrder.ts';
import { OPEN } from './lookup.ts';
import { Payment, PaymentCharge } from './models.ts';
import { lockOrder } from './settle.ts';

export async function countOpenOrders(db: Reader, userId: number): Promise<number> {
  return await db.of(Payment).count({ where: { userId, status: OPEN } });
}

/** Cancels all unpaid orders. */
export async function closeOpenOrders(app: AppContext, tx: Tx, userId: number): Promise<void> {
  const open = await tx.of(Payment).findAll({ where: { userId, status: OPEN }, order: ['id'] });
  for (const { id } of open) {
    const order = await lockOrder(tx, id);
    if (order) {
      await closeOrder(app, tx, order, 'cancelled', 'by_person');
    }
  }
}

/** Orders and charges stay, because the ledger refers to them; links and personal data are removed. */
export async function eraseOrders(tx: Tx, userId: number): Promise<void> {
  const nothing = { receiptEmail: null, payUrl: null, checkoutRequest: null };
  await tx.of(Payment).update(nothing, { where: { userId } });
  const settled = { userId, status: { [Op.ne]: 'refunding' } as never };
  await tx.of(PaymentCharge).update({ refundRequest: null }, { where: settled });
}
