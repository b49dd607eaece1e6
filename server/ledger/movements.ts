/**
 * Every reason for which value moves. A movement says what happened; the rule of its kind derives
 * the asset, the sign, the house account and the idempotency reference from it, so none of these
 * can be passed wrongly.
 */
import type { GrantSource, MovementKind } from '../../shared/closedSets.ts';
import type { Asset } from '../../shared/schemas/primitives.ts';

interface Fact {
  userId: number;
  /** The bot in which it happened. */
  botName: string;
  /** Who caused it: `user:12`, `admin:3`, `system`, `bot:quiz`. */
  actor: string;
  /** Positive, in the asset's unit: hundredths of a coin, operations, credits, trainings, XP. */
  amount: number;
  description?: string;
  /** When it happened, if not now. */
  eventAt?: Date;
}

/** What can pay for a generation out of a wallet. */
export type ChargeableAsset = 'coins' | 'credits' | 'free_operations';

/** Further fields of each kind; every kind has an entry. */
interface Details {
  launch_reward: object;
  direction_reward: object;
  /** The rewarded day in UTC, `YYYY-MM-DD`. */
  daily_reward: { day: string };
  webinar_reward: { webinarId: string; nth: number };
  webinar_reward_reversal: { webinarId: string; nth: number };
  topup: { provider: string; chargeId: string };
  topup_reversal: {
    provider: string;
    chargeId: string;
    /** For a partial refund: the total refunded so far, with this part. Absent when the whole or the rest is refunded. */
    upTo?: number;
  };
  promo_bonus: { promoId: number; nth: number };
  promo_bonus_reversal: { promoId: number; nth: number };
  referral_bonus: { side: 'inviter' | 'friend'; refereeId: number };
  referral_bonus_reversal: { side: 'inviter' | 'friend'; refereeId: number };
  referral_share: { provider: string; chargeId: string };
  referral_share_reversal: { provider: string; chargeId: string };
  generation_charge: { generationId: string; asset: ChargeableAsset };
  generation_refund: { generationId: string; asset: ChargeableAsset };
  free_grant: {
    asset: 'free_operations' | 'free_trainings';
    source: GrantSource;
    /** What granted it, within the source: a promo use, an admin action. Without it the source grants only once. */
    cause?: string;
  };
  training_charge: {
    /** The use of access that it pays for, as the bot calls it. */
    trainingId: string;
    asset: 'free_trainings' | 'credits';
  };
  plan_credits: { provider: string; chargeId: string };
  plan_credits_reversal: { provider: string; chargeId: string };
  xp_gain: { source: string; cause: string };
  badge_reward: { badge: string };
  level_reward: { level: number; asset: 'coins' | 'free_operations' };
  shortfall_collection: {
    asset: Asset;
    /** What could not be taken back. */
    shortfall: { kind: MovementKind; reference: string };
    /** The generation whose price was refunded. */
    generationId: string;
  };
  admin_adjustment: { actionId: string; asset: Asset; direction: 'add' | 'take' };
}

export type Movement = {
  [Kind in MovementKind]: Fact & { kind: Kind } & Details[Kind];
}[MovementKind];

type MovementOf<Kind extends MovementKind> = Extract<Movement, { kind: Kind }>;

/** The house side of a movement. */
export type Account =
  | 'reward'
  | 'sale'
  | 'promo'
  | 'referral'
  | 'spend'
  | 'grant'
  | 'plan'
  | 'experience'
  | 'adjustment';

interface Rule<Kind extends MovementKind> {
  account: Account | ((movement: MovementOf<Kind>) => Account);
  asset: Asset | ((movement: MovementOf<Kind>) => Asset);
  sign: 1 | -1 | ((movement: MovementOf<Kind>) => 1 | -1);
  reference: (movement: MovementOf<Kind>) => string;
}

const rules: { [Kind in MovementKind]: Rule<Kind> } = {
  launch_reward: { account: 'reward', asset: 'coins', sign: 1, reference: () => 'once' },
  direction_reward: { account: 'reward', asset: 'coins', sign: 1, reference: () => 'once' },
  daily_reward: { account: 'reward', asset: 'coins', sign: 1, reference: (m) => m.day },
  webinar_reward: {
    account: 'reward',
    asset: 'coins',
    sign: 1,
    reference: (m) => `${m.webinarId}:${m.nth}`,
  },
  webinar_reward_reversal: {
    account: 'reward',
    asset: 'coins',
    sign: -1,
    reference: (m) => `${m.webinarId}:${m.nth}`,
  },
  topup: {
    account: 'sale',
    asset: 'coins',
    sign: 1,
    reference: (m) => `${m.provider}:${m.chargeId}`,
  },
  topup_reversal: {
    account: 'sale',
    asset: 'coins',
    sign: -1,
    reference: (m) => [m.provider, m.chargeId, ...(m.upTo === undefined ? [] : [m.upTo])].join(':'),
  },
  promo_bonus: {
    account: 'promo',
    asset: 'coins',
    sign: 1,
    reference: (m) => `${m.promoId}:${m.nth}`,
  },
  promo_bonus_reversal: {
    account: 'promo',
    asset: 'coins',
    sign: -1,
    reference: (m) => `${m.promoId}:${m.nth}`,
  },
  referral_bonus: {
    account: 'referral',
    asset: 'coins',
    sign: 1,
    reference: (m) => `${m.side}:${m.refereeId}`,
  },
  referral_bonus_reversal: {
    account: 'referral',
    asset: 'coins',
    sign: -1,
    reference: (m) => `${m.side}:${m.refereeId}`,
  },
  referral_share: {
    account: 'referral',
    asset: 'coins',
    sign: 1,
    reference: (m) => `${m.provider}:${m.chargeId}`,
  },
  referral_share_reversal: {
    account: 'referral',
    asset: 'coins',
    sign: -1,
    reference: (m) => `${m.provider}:${m.chargeId}`,
  },
  generation_charge: {
    account: 'spend',
    asset: (m) => m.asset,
    sign: -1,
    reference: (m) => m.generationId,
  },
  generation_refund: {
    account: 'spend',
    asset: (m) => m.asset,
    sign: 1,
    reference: (m) => m.generationId,
  },
  free_grant: {
    account: 'grant',
    asset: (m) => m.asset,
    sign: 1,
    reference: (m) => (m.cause === undefined ? m.source : `${m.source}:${m.cause}`),
  },
  training_charge: {
    account: 'spend',
    asset: (m) => m.asset,
    sign: -1,
    reference: (m) => m.trainingId,
  },
  plan_credits: {
    account: 'plan',
    asset: 'credits',
    sign: 1,
    reference: (m) => `${m.provider}:${m.chargeId}`,
  },
  plan_credits_reversal: {
    account: 'plan',
    asset: 'credits',
    sign: -1,
    reference: (m) => `${m.provider}:${m.chargeId}`,
  },
  xp_gain: {
    account: 'experience',
    asset: 'xp',
    sign: 1,
    reference: (m) => `${m.source}:${m.cause}`,
  },
  badge_reward: { account: 'experience', asset: 'xp', sign: 1, reference: (m) => m.badge },
  level_reward: {
    account: 'reward',
    asset: (m) => m.asset,
    sign: 1,
    reference: (m) => String(m.level),
  },
  shortfall_collection: {
    account: ({ shortfall }) => accountOf({ kind: shortfall.kind } as Movement),
    asset: (m) => m.asset,
    sign: -1,
    reference: (m) => `${m.shortfall.kind}:${m.shortfall.reference}:${m.generationId}`,
  },
  admin_adjustment: {
    account: 'adjustment',
    asset: (m) => m.asset,
    sign: (m) => (m.direction === 'add' ? 1 : -1),
    reference: (m) => m.actionId,
  },
};

function accountOf<Kind extends MovementKind>(movement: MovementOf<Kind>): Account {
  const { account } = rules[movement.kind] as unknown as Rule<Kind>;
  return typeof account === 'function' ? account(movement) : account;
}

/** A movement with everything that its rule derives. */
export interface Posting {
  userId: number;
  asset: Asset;
  /** Signed. */
  amount: number;
  account: Account;
  kind: MovementKind;
  reference: string;
  botName: string;
  actor: string;
  description: string;
  eventAt: Date | null;
}

/**
 * Derives what is written for a movement.
 * @throws RangeError when the amount is not a positive whole number.
 */
export function toPosting<Kind extends MovementKind>(movement: MovementOf<Kind>): Posting {
  if (!Number.isSafeInteger(movement.amount) || movement.amount <= 0) {
    throw new RangeError(`${movement.kind}: the amount must be a positive whole number`);
  }
  const rule = rules[movement.kind] as unknown as Rule<Kind>;
  const sign = typeof rule.sign === 'function' ? rule.sign(movement) : rule.sign;
  return {
    userId: movement.userId,
    asset: typeof rule.asset === 'function' ? rule.asset(movement) : rule.asset,
    amount: sign * movement.amount,
    account: accountOf(movement),
    kind: movement.kind,
    reference: rule.reference(movement),
    botName: movement.botName,
    actor: movement.actor,
    description: movement.description ?? '',
    eventAt: movement.eventAt ?? null,
  };
}
