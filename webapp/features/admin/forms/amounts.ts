import type { adjustableAssets } from '../../../../shared/closedSets.ts';
import { MAX_COINS, parseCoins } from '../../../../shared/coins.ts';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { bareOf } from '../records/drafts.ts';
import { useAdminText } from '../texts/useAdminText.ts';

export type AdjustableAsset = (typeof adjustableAssets)[number];

/** Whole pieces of the other assets. */
const MAX_PIECES = 1_000_000;

const fields = {
  coins: 'coins',
  free_operations: 'freeOperations',
  credits: 'credits',
  free_trainings: 'freeTrainings',
} as const satisfies Record<AdjustableAsset, keyof AdminUserCard['balance']>;

/** A person's balance of an asset. */
export function balanceOf({ balance }: AdminUserCard, asset: AdjustableAsset): number {
  return balance[fields[asset]];
}

/** The maximum of one adjustment. */
export function maxAmount(asset: AdjustableAsset): number {
  return asset === 'coins' ? MAX_COINS : MAX_PIECES;
}

/** Parses a typed amount: hundredths for coins, whole pieces otherwise; null when it is invalid. */
export function parseAmount(text: string, asset: AdjustableAsset): number | null {
  const bare = bareOf(text);
  const value = asset === 'coins' ? parseCoins(bare) : /^\d{1,7}$/.test(bare) ? Number(bare) : null;
  return value !== null && value > 0 && value <= maxAmount(asset) ? value : null;
}

/** Amounts of any asset, with or without their noun. */
export function useAmountText() {
  const t = useAdminText();
  const f = useFormat();
  return {
    bare: (amount: number, asset: AdjustableAsset): string =>
      asset === 'coins' ? f.coins(amount) : f.amount(amount),
    inWords: (amount: number, asset: AdjustableAsset, as?: 'accusative'): string => {
      switch (asset) {
        case 'coins':
          return f.coinsInWords(amount, as);
        case 'free_operations':
          return f.counted(amount, 'operation', as);
        case 'credits':
          return f.counted(amount, 'credit');
        case 'free_trainings':
          return t(as ? 'adjust.trainingsToAdd' : 'adjust.trainings', { count: amount });
      }
    },
  };
}
