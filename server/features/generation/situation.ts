/** How things stand for one person who wants one thing made. */
import { operationRules } from '../../../shared/catalog/operations.ts';
import type { Balances } from '../../ledger/index.ts';
import type { Model } from '../catalog/catalog.ts';
import { choosePayer, type PayerChoice } from './payer.ts';
import type { Situation } from './statements.ts';

/** Operations that the person's plan has left today; null without a plan. */
function planLeft(situation: Situation): number | null {
  if (!situation.has_plan) {
    return null;
  }
  return situation.plan_daily === null
    ? Number.POSITIVE_INFINITY
    : Math.max(0, situation.plan_daily - situation.plan_used);
}

export function choosePayerFor(
  model: Model,
  price: number,
  situation: Situation,
  balances: Balances,
): PayerChoice {
  const { result, alwaysFree } = operationRules[model.operation];
  return choosePayer({
    kind: result,
    price,
    alwaysFree,
    freeAccess: situation.free_access,
    planLeft: planLeft(situation),
    balances,
  });
}
