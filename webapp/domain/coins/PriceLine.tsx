import CalendarDays from 'lucide-react/icons/calendar-days';
import Gift from 'lucide-react/icons/gift';
import KeyRound from 'lucide-react/icons/key-round';
import Layers from 'lucide-react/icons/layers';
import Type from 'lucide-react/icons/type';
import type { ReactNode } from 'react';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import { Coin } from '../../ui/Coin.tsx';
import { Icon, type IconType } from '../../ui/Icon.tsx';
import './pays.css';

/** Coins have their own glyph. */
export const payerIcons = {
  free: Type,
  free_access: KeyRound,
  plan: CalendarDays,
  free_operations: Gift,
  credits: Layers,
} as const satisfies Record<Exclude<PaidWith, 'coins'>, IconType>;

export interface PriceLineProps {
  /** Null: nothing covers the price. */
  payer: PaidWith | null;
  /** "Paid with coins", "15 coins short". */
  text: string;
  /** "64 operations left", "1,247.5 → 1,246". */
  left?: ReactNode;
}

/** Above the create button: who pays, and what will be left. */
export function PriceLine({ payer, text, left }: PriceLineProps) {
  const usesCoins = payer === 'coins' || payer === null;
  return (
    <div className="pays" aria-live="polite">
      {usesCoins ? <Coin /> : <Icon icon={payerIcons[payer]} size={18} className="link" />}
      {usesCoins ? <span className={payer ? '' : 'danger'}>{text}</span> : <b>{text}</b>}
      {left && <span className="r">{left}</span>}
    </div>
  );
}
