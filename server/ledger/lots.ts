/**
 * What a balance is made of. The oldest gift or purchase is spent first, so what is left of a balance is
 * always the newest part of what was given; no table has to count it.
 */
import { Op } from 'sequelize';
import { type GrantSource, grantSources } from '../../shared/closedSets.ts';
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

/** The gifts and purchases that a person's balance is left of, the one that is spent next first. */
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
        // A return is no gift: it undoes a spending.
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

/** Grants name their source first in the reference; what an admin adds by hand is an admin's gift. */
function sourceOf({ kind, reference }: Given): GrantSource | null {
  switch (kind) {
    case 'free_grant':
      return grantSources.find((source) => reference.split(':', 1)[0] === source) ?? 'ADMIN';
    case 'level_reward':
      return 'LEVEL';
    case 'admin_adjustment':
      return 'ADMIN';
    default:
      return null;
  }
}

/** What is left of each source, in the order in which sources are listed. */
export function leftBySource(lots: readonly Lot[]): { source: GrantSource; left: number }[] {
  return grantSources.flatMap((source) => {
    const left = lots.reduce((sum, lot) => sum + (lot.source === source ? lot.left : 0), 0);
    return left > 0 ? [{ source, left }] : [];
  });
}
