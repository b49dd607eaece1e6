/** What an admin may give a person besides balances: a badge, days of a plan. */
import type { z } from 'zod';
import type {
  grantBadgeInput,
  grantBadgeOutput,
  grantPlanDaysInput,
  grantPlanDaysOutput,
} from '../../../shared/schemas/adminPeople.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { currentPlan } from '../plans/lookup.ts';
import { grantPlanDays as giveDays } from '../plans/service.ts';
import { awardBadge } from '../progress/service.ts';
import { runAuditedAction } from './actions.ts';

/**
 * Grants a badge, with the XP that it brings.
 * @throws DomainError NOT_FOUND (no such person; no such badge, or it is switched off), IDEMPOTENCY_CONFLICT
 */
export async function grantBadge(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof grantBadgeInput>,
): Promise<z.infer<typeof grantBadgeOutput>> {
  const { userId, badge } = input;
  const action = { name: 'user.badge', target: `user:${userId}` } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const who = { userId, botName: actor.botName, by: actorName(actor) };
    const { awarded } = await awardBadge(app, tx, who, { badge });
    return { before: { badge, owned: !awarded }, after: { badge, owned: true, awarded } };
  });
  return { awarded: done.awarded };
}

/**
 * Gives days of the monthly plan.
 * @throws DomainError NOT_FOUND, IDEMPOTENCY_CONFLICT
 */
export async function grantPlanDays(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof grantPlanDaysInput>,
): Promise<z.infer<typeof grantPlanDaysOutput>> {
  const { userId, days, requestId } = input;
  const action = { name: 'user.plan_days', target: `user:${userId}` } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const running = await currentPlan(tx, userId);
    const who = { userId, botName: actor.botName, by: actorName(actor) };
    const endsAt = await giveDays(app, tx, who, {
      days,
      cause: `${actorName(actor)}:${requestId}`,
    });
    return {
      before: { endsAt: running?.end.toISOString() ?? null },
      after: { days, endsAt: endsAt.toISOString() },
    };
  });
  return { endsAt: done.endsAt };
}
