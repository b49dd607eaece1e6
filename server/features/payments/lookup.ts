/** Orders as other features read them. */
import { fn, literal, Op } from 'sequelize';
import type { Currency, PaymentStatus } from '../../../shared/schemas/payments.ts';
import type { Reader } from '../../db/repository.ts';
import type { ChargeKey } from './charges.ts';
import { Payment, PaymentCharge, PaymentRefund } from './models.ts';

export { hasOtherCharge, hasToppedUpByOther } from './charges.ts';
export { compareDay, sumLists } from './providerLists.ts';
export { inOrder, readTimeline, type TimelineEntry } from './timeline.ts';

/** The statuses of orders that wait for their money. */
export const OPEN: PaymentStatus[] = ['created', 'pending'];

/** Of these orders, those of the person. */
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

/** The sum that was paid and not refunded. */
export interface Paid {
  stars: number;
  kopecks: number;
}

/** What these people have paid; those who have paid nothing are missing. */
export async function sumPaid(db: Reader, userIds: readonly number[]): Promise<Map<number, Paid>> {
  const sums = (await db.of(PaymentCharge).findAll({
    attributes: ['userId', 'currency', [fn('sum', literal('amount - refunded_amount')), 'total']],
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

/** Of these people, the orders by which the audit log names them. */
export async function listOrdersOf(db: Reader, userIds: readonly number[]): Promise<string[]> {
  const found = await db
    .of(Payment)
    .findAll({ attributes: ['id'], where: { userId: [...userIds] } });
  return found.map(({ id }) => id);
}

/** Whose orders these are. */
export async function findOrderers(
  db: Reader,
  ids: readonly string[],
): Promise<Pick<Payment, 'id' | 'userId'>[]> {
  return ids.length === 0
    ? []
    : await db.of(Payment).findAll({ attributes: ['id', 'userId'], where: { id: [...ids] } });
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

/** Days in UTC of money that was recorded since then, though it moved earlier. */
export async function findLateDays(db: Reader, since: Date): Promise<string[]> {
  const written = { createdAt: { [Op.gte]: since } };
  const [charges, refunds] = await Promise.all([
    db.of(PaymentCharge).findAll({
      attributes: ['paidAt'],
      where: { ...written, paidAt: { [Op.lt]: since } },
    }),
    db.of(PaymentRefund).findAll({
      attributes: ['refundedAt'],
      where: { ...written, refundedAt: { [Op.lt]: since } },
    }),
  ]);
  const moments = [...charges.map(({ paidAt }) => paidAt), ...refunds.map((one) => one.refundedAt)];
  return [...new Set(moments.map((moment) => moment.toISOString().slice(0, 10)))];
}

/** Money that was taken or refunded, by when it was recorded: `from` excluded, `to` included. */
export async function listMoneyMoved(
  reader: Reader,
  { from, to, limit }: { from: Date; to: Date; limit: number },
) {
  const where = { createdAt: { [Op.gt]: from, [Op.lte]: to } };
  const order: [string, string][] = [['createdAt', 'ASC']];
  const [charges, charged, refunds, returned] = await Promise.all([
    reader.of(PaymentCharge).findAll({ where, order, limit }),
    reader.of(PaymentCharge).count({ where }),
    reader.of(PaymentRefund).findAll({ where, order, limit }),
    reader.of(PaymentRefund).count({ where }),
  ]);
  const items = [
    ...charges.map((one) => ({ ...moneyOf(one), isReturned: false })),
    ...refunds.map((one) => ({ ...moneyOf(one), isReturned: true })),
  ];
  return { items: items.slice(0, limit), total: charged + returned };
}

const moneyOf = ({ userId, amount, currency, coins }: PaymentCharge | PaymentRefund) => ({
  userId,
  amount,
  currency,
  coins,
});

/** An order of anybody, in any status. */
export async function findPayment(db: Reader, id: string): Promise<Payment | null> {
  return await db.of(Payment).findOne({ where: { id } });
}
