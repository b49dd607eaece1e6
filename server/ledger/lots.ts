/**
 * What a balance is made of. The oldest gift or purchase is spent first, so what is left of a balance is
 * always the newest part of what was given; no table has to count it.
 */
import { Op } from 'sequelize';
import { type GrantSource, grantSources, type MovementKind } from '../../shared/closedSets.ts';
import type { Asset } from '../../shared/schemas/primitives.ts';
import type { Database, Tx } from '../db/database.ts';
import { LedgerEntry, Wallet } from './models.ts';

/** One gift or purchase of which something is left. */
export interface Lot {
  /** Null for what was bought. */
  source: GrantSource | null;
  given: number;
  left: number;
}

type Given = Pick<LedgerEntry, 'kind' | 'reference' | 'amount'>;

const PAGE = 100;

/** The gifts and purchases that a person's balance consists of, the next to be spent first. */
export async function readLots(
  reader: Database | Tx,
  userId: number,
  asset: Asset,
): Promise<Lot[]> {
  const wallet = await reader.of(Wallet).findOne({ where: { userId, asset } });
  const lots: Lot[] = [];
  let missing = wallet?.balance ?? 0;
  let before = Number.MAX_SAFE_INTEGER;
  while (missing > 0) {
    const entries = await reader.of(LedgerEntry).findAll({
      where: {
        userId,
        asset,
        amount: { [Op.gt]: 0 },
        // A refund is no gift: it reverses a charge.
        kind: { [Op.ne]: 'generation_refund' },
        walletVersion: { [Op.lt]: before },
      },
      order: [['walletVersion', 'DESC']],
      limit: PAGE,
    });
    for (const entry of entries) {
      const left = Math.min(missing, entry.amount);
      if (left > 0) {
        lots.push({ source: sourceOf(entry), given: entry.amount, left });
        missing -= left;
      }
    }
    before = entries.at(-1)?.walletVersion ?? 0;
    if (entries.length < PAGE) {
      break;
    }
  }
  return lots.reverse();
}

/** Null for movements without a source: purchases, rewards with a kind of their own, and charges. */
const sources: Record<MovementKind, GrantSource | 'said in the reference' | null> = {
  free_grant: 'said in the reference',
  level_reward: 'LEVEL',
  admin_adjustment: 'ADMIN',
  topup: null,
  plan_credits: null,
  generation_charge: null,
  training_charge: null,
  launch_reward: null,
  daily_reward: null,
  direction_reward: null,
  webinar_reward: null,
  promo_bonus: null,
  referral_bonus: null,
  referral_share: null,
  badge_reward: null,
  xp_gain: null,
  generation_refund: null,
  shortfall_collection: null,
  topup_reversal: null,
  plan_credits_reversal: null,
  webinar_reward_reversal: null,
  promo_bonus_reversal: null,
  referral_bonus_reversal: null,
  referral_share_reversal: null,
};

function sourceOf({ kind, reference }: Given): GrantSource | null {
  const source = sources[kind];
  return source === 'said in the reference'
    ? (grantSources.find((one) => reference.split(':', 1)[0] === one) ?? 'ADMIN')
    : source;
}

/** What is left of each source, in the order in which sources are listed. */
export function leftBySource(lots: readonly Lot[]): { source: GrantSource; left: number }[] {
  return grantSources.flatMap((source) => {
    const left = lots.reduce((sum, lot) => sum + (lot.source === source ? lot.left : 0), 0);
    return left > 0 ? [{ source, left }] : [];
  });
}
