/** How things stand for one person who wants one thing made. */
import { operationRules } from '../../../shared/catalog/operations.ts';
import type { Balances } from '../../ledger/index.ts';
import type { Model } from '../catalog/lookup.ts';
import type { CreationState } from './createStatements.ts';
import { choosePayer, type PayerChoice } from './payer.ts';

/** Operations that the person's plan has left today; null without a plan. */
function planLeft(state: CreationState): number | null {
  if (!state.has_plan) {
    return null;
  }
  return state.plan_daily === null
    ? Number.POSITIVE_INFINITY
    : Math.max(0, state.plan_daily - state.plan_used);
}

export function choosePayerFor(
  model: Model,
  price: number,
  state: CreationState,
  balances: Balances,
): PayerChoice {
  const { result, alwaysFree } = operationRules[model.operation];
  return choosePayer({
    kind: result,
    price,
    alwaysFree,
    freeAccess: state.free_access,
    planLeft: planLeft(state),
    balances,
  });
}
