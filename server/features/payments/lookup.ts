/** Orders as other features need them. */
import { col, fn, Op } from 'sequelize';
import type { Currency, PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { Reader } from '../../db/repository.ts';
import type { ChargeKey } from './charges.ts';
import { Payment, PaymentCharge } from './models.ts';

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

/** What has been paid and not given back. */
export interface Paid {
  stars: number;
  kopecks: number;
}

/** What these people have paid; those who have paid nothing are missing. */
export async function sumPaid(db: Reader, userIds: readonly number[]): Promise<Map<number, Paid>> {
  const sums = (await db.of(PaymentCharge).findAll({
    attributes: ['userId', 'currency', [fn('sum', col('amount')), 'total']],
    where: { userId: [...userIds], status: { [Op.ne]: 'refunded' } },
    group: ['userId', 'currency'],
    raw: true,
  })) as unknown as { userId: number; currency: Currency; total: string }[];
  const people = new Map<number, Paid>();
  for (const { userId, currency, total } of sums) {
    const before = people.get(userId) ?? { stars: 0, kopecks: 0 };
    const sum = currency === 'XTR' ? { stars: Number(total) } : { kopecks: Number(total) };
    people.set(userId, { ...before, ...sum });
  }
  return people;
}

/** The charges of these people, by which the audit log names them. */
export async function listChargesOf(
  db: Reader,
  userIds: readonly number[],
): Promise<Pick<PaymentCharge, 'provider' | 'chargeId'>[]> {
  return await db.of(PaymentCharge).findAll({
    attributes: ['provider', 'chargeId'],
    where: { userId: [...userIds] },
  });
}

/** Whose charges these are. */
export async function findPayers(
  db: Reader,
  charges: readonly ChargeKey[],
): Promise<PaymentCharge[]> {
  return charges.length === 0
    ? []
    : await db.of(PaymentCharge).findAll({
        attributes: ['provider', 'chargeId', 'userId'],
        where: { [Op.or]: charges.map(({ provider, chargeId }) => ({ provider, chargeId })) },
      });
}
