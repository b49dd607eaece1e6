/** Orders of everybody, for the team. */
import { Op, type WhereOptions } from 'sequelize';
import { type PaymentStatus, paymentProviders } from '../../../shared/schemas/payments.ts';
import type { Reader } from '../../db/repository.ts';
import { findByTelegramId } from '../users/lookup.ts';
import { Payment, PaymentCharge } from './models.ts';

export type { Payment, PaymentCharge } from './models.ts';

export interface TeamFilter {
  userId?: number;
  statuses?: readonly PaymentStatus[] | null;
  /** The id of an order, of a charge, or of a person, here or in Telegram. */
  query?: string;
  /** The last id of the page before. Ids rise with time. */
  before?: string | undefined;
  limit: number;
}

export interface TeamOrder {
  id: string;
  order: Payment;
  person: { firstName: string; lastName: string | null };
  /** The oldest first. */
  charges: PaymentCharge[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^\d{1,15}$/;

/** Whose or which orders are meant; none where it names nothing. */
async function meantBy(db: Reader, query: string): Promise<WhereOptions> {
  const charges = await db.of(PaymentCharge).findAll({
    attributes: ['paymentId'],
    where: { provider: [...paymentProviders], chargeId: query },
  });
  const ids = [...charges.map(({ paymentId }) => paymentId), ...(UUID.test(query) ? [query] : [])];
  const number = NUMBER.test(query) ? Number(query) : null;
  const person = number === null ? null : await findByTelegramId(db, number);
  const people = [number, person?.id ?? null].filter((id) => id !== null);
  return {
    [Op.or]: [{ id: ids }, ...(people.length > 0 ? [{ userId: people }] : [])],
  };
}

/** The newest first, each with its person and its charges. */
export async function listForTeam(db: Reader, filter: TeamFilter): Promise<TeamOrder[]> {
  const { userId, statuses, query = '', before, limit } = filter;
  const conditions: WhereOptions[] = [
    ...(userId === undefined ? [] : [{ userId }]),
    ...(statuses ? [{ status: [...statuses] }] : []),
    ...(query === '' ? [] : [await meantBy(db, query)]),
    ...(before === undefined ? [] : [{ id: { [Op.lt]: before } }]),
  ];
  const orders = await db.of(Payment).findAll({
    where: { [Op.and]: conditions },
    include: { association: 'user', attributes: ['firstName', 'lastName'] },
    order: [['id', 'DESC']],
    limit,
  });
  const charges = await chargesOf(db, orders);
  return orders.map((order) => ({
    id: order.id,
    order,
    person: order.get('user') as unknown as TeamOrder['person'],
    charges: charges.get(order.id) ?? [],
  }));
}

async function chargesOf(
  db: Reader,
  orders: readonly Payment[],
): Promise<Map<string, PaymentCharge[]>> {
  if (orders.length === 0) {
    return new Map();
  }
  const charges = await db.of(PaymentCharge).findAll({
    where: {
      userId: [...new Set(orders.map(({ userId }) => userId))],
      paymentId: orders.map(({ id }) => id),
    },
    order: ['paidAt', 'createdAt'],
  });
  return Map.groupBy(charges, ({ paymentId }) => paymentId);
}
