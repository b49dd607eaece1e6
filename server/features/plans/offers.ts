/** The plans on sale, and ending a plan's renewal. */
import { Op } from 'sequelize';
import type { z } from 'zod';
import type {
  cancelPlanInput,
  cancelPlanOutput,
  PlansList,
} from '../../../shared/schemas/plans.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { claimRequest } from '../../db/requests.ts';
import { firstTime } from '../../db/values.ts';
import { endSubscription, isCurrencyOffered } from '../payments/service.ts';
import { getMe } from '../users/service.ts';
import { UserPlan } from './models.ts';

export async function listPlans(app: AppContext, actor: Actor): Promise<PlansList> {
  const [catalog, { plan: current }] = await Promise.all([
    app.catalog.read(),
    getMe(app, actor.userId, actor.botName),
  ]);
  const takesRoubles = isCurrencyOffered(app, catalog, actor.botName, 'RUB');
  return {
    plans: catalog.plans.map((plan) => ({
      code: plan.code,
      kind: plan.kind,
      stars: plan.stars,
      roubles: takesRoubles ? plan.roubles : null,
      days: plan.days,
      dailyOperations: plan.daily_operations,
      credits: plan.credits,
      renews: plan.kind === 'MONTH',
    })),
    current,
  };
}

/**
 * Ends the renewal of the plan that renews; the plan itself runs to its end.
 * @throws DomainError PLAN_NOT_ACTIVE (nothing renews), PAYMENT_PROVIDER_UNAVAILABLE.
 */
export async function cancelPlan(
  app: AppContext,
  actor: Actor,
  { requestId }: z.infer<typeof cancelPlanInput>,
): Promise<z.infer<typeof cancelPlanOutput>> {
  const { userId, telegramId } = actor;
  const renewing = await app.db
    .of(UserPlan)
    .scope('notEnded')
    .findAll({
      where: { userId, renews: true, subscriptionChargeId: { [Op.ne]: null } },
      include: { association: 'payment', attributes: ['botName', 'provider'], where: { userId } },
    });
  for (const { subscriptionChargeId: chargeId, payment } of renewing) {
    if (chargeId && payment) {
      const { provider, botName } = payment;
      await endSubscription(app, { provider, botName, chargeId, telegramId });
    }
  }
  await app.db.transaction(async (tx) => {
    const isNew = await claimRequest(tx, userId, requestId, 'plans.cancel', {});
    if (isNew && renewing.length === 0) {
      throw new DomainError('PLAN_NOT_ACTIVE');
    }
    await tx
      .of(UserPlan)
      .update(
        { renews: false, cancelledAt: firstTime('cancelled_at') },
        { where: { userId, id: renewing.map(({ id }) => id) } },
      );
  });
  const { plan } = await getMe(app, userId, actor.botName);
  return { current: plan };
}
