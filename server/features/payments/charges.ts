/** What others ask about charges. */
import { Op } from 'sequelize';
import type { PaymentProvider } from '../../../shared/schemas/payments.ts';
import type { Reader } from '../../db/repository.ts';
import { PaymentCharge } from './models.ts';

/** Whether an order of the person other than this one has brought coins. */
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

/** Whether a charge of the person other than this one has not been given back. */
export async function hasOtherCharge(
  reader: Reader,
  userId: number,
  { provider, chargeId }: { provider: PaymentProvider; chargeId: string },
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
