/** Subscriptions as payments need them. */
import { Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { NOW } from '../../db/values.ts';
import { UserPlan } from './models.ts';

export { currentPlan } from './access.ts';

/** Whether the person has a subscription that renews. */
export async function hasRunningSubscription(reader: Reader, userId: number): Promise<boolean> {
  const plan = await reader
    .of(UserPlan)
    .scope('notEnded')
    .findOne({ attributes: ['id'], where: { userId, renews: true, cancelledAt: null } });
  return plan !== null;
}

/** Subscriptions of other orders whose time has not run out, cancelled or not. */
export async function listOtherSubscriptions(
  tx: Tx,
  userId: number,
  paymentId: string,
): Promise<{ paymentId: string; chargeId: string }[]> {
  const plans = await tx
    .of(UserPlan)
    .scope('notEnded')
    .findAll({
      where: {
        userId,
        paymentId: { [Op.ne]: paymentId },
        subscriptionChargeId: { [Op.ne]: null },
      },
    });
  return plans.flatMap(({ paymentId: id, subscriptionChargeId: chargeId }) =>
    id !== null && chargeId !== null ? [{ paymentId: id, chargeId }] : [],
  );
}

/** Of these people, those with an active plan, unlimited credits included. */
export async function findPlanHolders(
  reader: Reader,
  userIds: readonly number[],
): Promise<Set<number>> {
  const plans = await reader
    .of(UserPlan)
    .scope('begun')
    .findAll({
      attributes: ['userId'],
      where: {
        userId: [...userIds],
        [Op.or]: [{ endsAt: null }, { endsAt: { [Op.gt]: NOW } }],
      },
    });
  return new Set(plans.map(({ userId }) => userId));
}
