import type { HistoryFilter } from '../../../shared/schemas/wallet.ts';
import type { MovementKind } from '../../ledger/index.ts';

/** Under which filter of the history a kind of movement is found; null = under "all" only. */
const filterOf = {
  topup: 'topups',
  plan_credits: 'topups',
  generation_charge: 'spent',
  training_charge: 'spent',
  launch_reward: 'rewards',
  direction_reward: 'rewards',
  daily_reward: 'rewards',
  webinar_reward: 'rewards',
  promo_bonus: 'rewards',
  referral_bonus: 'rewards',
  referral_share: 'rewards',
  free_grant: 'rewards',
  level_reward: 'rewards',
  badge_reward: null,
  xp_gain: null,
  generation_refund: 'returns',
  shortfall_collection: 'returns',
  topup_reversal: 'returns',
  plan_credits_reversal: 'returns',
  webinar_reward_reversal: 'returns',
  promo_bonus_reversal: 'returns',
  referral_bonus_reversal: 'returns',
  referral_share_reversal: 'returns',
  admin_adjustment: null,
} as const satisfies Record<MovementKind, Exclude<HistoryFilter, 'all'> | null>;

const movementKinds = Object.keys(filterOf) as MovementKind[];

/** The kinds of movements that a filter lets through; null = all of them. */
export function kindsOf(filter: HistoryFilter): MovementKind[] | null {
  return filter === 'all' ? null : movementKinds.filter((kind) => filterOf[kind] === filter);
}
