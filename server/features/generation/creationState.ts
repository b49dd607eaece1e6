/** The state on which one order of one person is decided. */
import { operationRules } from '../../../shared/catalog/operations.ts';
import type { Balances } from '../../ledger/index.ts';
import type { Model } from '../catalog/lookup.ts';
import type { CreationState } from './createStatements.ts';
import { choosePayers, type PayerChoice } from './payer.ts';

/** Operations that the person's plan has left today; null without a plan. */
function planLeft(state: CreationState): number | null {
  if (!state.has_plan) {
    return null;
  }
  return state.plan_daily === null
    ? Number.POSITIVE_INFINITY
    : Math.max(0, state.plan_daily - state.plan_used);
}

/** The payer of each of several works, in order: what one takes is not available to the next. */
export function choosePayersFor(
  model: Model,
  price: number,
  state: CreationState,
  balances: Balances,
  count: number,
): PayerChoice[] {
  const { result, alwaysFree } = operationRules[model.operation];
  const { coins, credits, free_operations } = balances;
  return choosePayers(
    {
      kind: result,
      price,
      alwaysFree,
      freeAccess: state.free_access,
      planLeft: planLeft(state),
      balances: { coins, credits, free_operations },
    },
    count,
  );
}
