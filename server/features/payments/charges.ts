/** Charges, and what other modules ask about them. */
import { Op } from 'sequelize';
import type { PaymentProvider } from '../../../shared/schemas/payments.ts';
import type { Reader } from '../../db/repository.ts';
import { PaymentCharge } from './models.ts';

export interface ChargeKey {
  provider: PaymentProvider;
  chargeId: string;
}

export async function findCharge(
  reader: Reader,
  { provider, chargeId }: ChargeKey,
): Promise<PaymentCharge | null> {
  return await reader.of(PaymentCharge).findOne({ where: { provider, chargeId } });
}

/** Those of a provider's charges that are known. */
export async function findCharges(
  reader: Reader,
  provider: PaymentProvider,
  chargeIds: readonly string[],
): Promise<PaymentCharge[]> {
  const where = { provider, chargeId: [...chargeIds] };
  return await reader.of(PaymentCharge).findAll({ attributes: ['chargeId', 'status'], where });
}

/** Whether an order of the person other than this one has been credited. */
export async function hasToppedUpByOther(
  reader: Reader,
  userId: number,
  paymentId: string,
): Promise<boolean> {
  const charge = await reader.of(PaymentCharge).findOne({
    attributes: ['chargeId'],
    where: { userId, paymentId: { [Op.ne]: paymentId }, coins: { [Op.gt]: 0 } },
  });
  return charge !== null;
}

/** Whether a charge of the person other than this one has not been refunded. */
export async function hasOtherCharge(
  reader: Reader,
  userId: number,
  { provider, chargeId }: ChargeKey,
): Promise<boolean> {
  const charge = await reader.of(PaymentCharge).findOne({
    attributes: ['chargeId'],
    where: {
      userId,
      status: { [Op.ne]: 'refunded' },
      [Op.or]: [{ provider: { [Op.ne]: provider } }, { chargeId: { [Op.ne]: chargeId } }],
    },
  });
  return charge !== null;
}
