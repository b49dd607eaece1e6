/** Orders as other features need them. */
import type { PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { Reader } from '../../db/repository.ts';
import { Payment } from './models.ts';

/** The statuses of orders that wait for their money. */
export const OPEN: PaymentStatus[] = ['created', 'pending'];

/** Those of these orders that are the person's. */
export async function findPayments(
  db: Reader,
  userId: number,
  ids: readonly string[],
): Promise<Payment[]> {
  return ids.length === 0 ? [] : await db.of(Payment).findAll({ where: { userId, id: [...ids] } });
}

/** Orders of everybody that wait for their money. */
export async function countOpenPayments(db: Reader): Promise<number> {
  return await db.of(Payment).count({ where: { status: OPEN } });
}
