import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { cancelPlan } from './offers.ts';

/**
 * Ends the renewal of the person's plan, if one renews. Network: call it outside a transaction.
 * @throws DomainError PAYMENT_PROVIDER_UNAVAILABLE
 */
export async function endRenewal(app: AppContext, actor: Actor): Promise<void> {
  await cancelPlan(app, actor, { requestId: randomUUID() }).catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === 'PLAN_NOT_ACTIVE')) {
      throw error;
    }
  });
}
