/**
 * Who pays for a generation. The first that can, in this order:
 *
 * 1. `free`: the operation (or the model) costs nothing, whoever asks.
 * 2. `free_access`: the person has free access to everything, videos included.
 * 3. `plan`: an active plan with something left of today's allowance.
 * 4. `free_operations`: one unit.
 * 5. `credits`: one unit.
 * 6. `coins`: the price.
 *
 * Plans, free operations and credits are counted in operations on images: one unit pays one of them,
 * whatever its price. A video costs many times as much, so it is paid with coins or by free access.
 */
import type { MediaKind } from '../../../shared/catalog/operations.ts';
import type { Asset, PaidWith } from '../../../shared/schemas/primitives.ts';
import { assertNever } from '../../core/errors.ts';

export interface PaymentSources {
  kind: MediaKind;
  /** Hundredths of a coin. */
  price: number;
  alwaysFree: boolean;
  freeAccess: boolean;
  /** Operations that an active plan has left today (`infinity` = not counted); null = no plan. */
  planLeft: number | null;
  balances: Pick<Record<Asset, number>, 'coins' | 'credits' | 'free_operations'>;
}

export interface PayerChoice {
  /** Null when nothing the person has covers the price. */
  paidWith: PaidWith | null;
  /** What is taken from the payer, in its own unit. */
  amount: number;
  /** What the payer has, in its own unit; null where nothing is counted. */
  before: number | null;
  /** Coins missing, hundredths. */
  missing: number;
}

const uncounted = (paidWith: PaidWith): PayerChoice => ({
  paidWith,
  amount: 0,
  before: null,
  missing: 0,
});
const unit = (paidWith: PaidWith, before: number): PayerChoice => ({
  paidWith,
  amount: 1,
  before: Number.isFinite(before) ? before : null,
  missing: 0,
});

export function choosePayer(state: PaymentSources): PayerChoice {
  const { kind, price, alwaysFree, freeAccess, planLeft, balances } = state;
  if (alwaysFree || price === 0) {
    return uncounted('free');
  }
  if (freeAccess) {
    return uncounted('free_access');
  }
  if (kind === 'image') {
    if (planLeft !== null && planLeft > 0) {
      return unit('plan', planLeft);
    }
    if (balances.free_operations > 0) {
      return unit('free_operations', balances.free_operations);
    }
    if (balances.credits > 0) {
      return unit('credits', balances.credits);
    }
  }
  const missing = Math.max(0, price - balances.coins);
  return {
    paidWith: missing === 0 ? 'coins' : null,
    amount: price,
    before: balances.coins,
    missing,
  };
}

/** The payers of several works of one price, in order: what one takes is not available to the next. */
export function choosePayers(sources: PaymentSources, count: number): PayerChoice[] {
  let { planLeft } = sources;
  const balances = { ...sources.balances };
  return Array.from({ length: count }, () => {
    const choice = choosePayer({ ...sources, planLeft, balances });
    switch (choice.paidWith) {
      case 'plan':
        planLeft = (planLeft ?? 0) - 1;
        break;
      case 'free_operations':
      case 'credits':
        balances[choice.paidWith] -= 1;
        break;
      case 'coins':
      case null:
        balances.coins -= Math.min(balances.coins, choice.amount);
        break;
      case 'free':
      case 'free_access':
        break;
      default:
        assertNever(choice.paidWith);
    }
    return choice;
  });
}
