import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import './payment.css';
import { radioProps } from '../../ui/Choice.tsx';
import { Coin } from '../../ui/Coin.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconType } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StarGlyph } from './StarGlyph.tsx';

export interface PackProps {
  /** Hundredths of a coin. */
  coins: number;
  /** Kopecks; null where roubles are not taken. */
  roubles: number | null;
  stars: number;
  best?: boolean;
  on: boolean;
  disabled?: boolean;
  onChoose: () => void;
}

/** A pack of coins with its prices; stands in a `RadioGroup` with the class `packs`. */
export function Pack({ coins, roubles, stars, best, on, disabled, onChoose }: PackProps) {
  const t = useText();
  const f = useFormat();
  return (
    <button {...radioProps(on, onChoose)} disabled={disabled} className={cx('pack', on && 'on')}>
      {best && <span className="best">{t('bestValue')}</span>}
      <span className="n">
        <Coin />
        {f.coins(coins)}
      </span>
      {roubles !== null && <span className="p">{f.roubles(roubles)}</span>}
      <span className={roubles === null ? 'p s' : 's'}>
        <StarGlyph />
        {f.amount(stars)}
        <span className="vh">{f.noun(stars, 'star')}</span>
      </span>
    </button>
  );
}

/** The last place of the packs: another amount. */
export function OtherAmount({
  icon,
  title,
  note,
  on,
  onChoose,
}: {
  icon: IconType;
  title: string;
  note: ReactNode;
  on: boolean;
  onChoose: () => void;
}) {
  return (
    <button {...radioProps(on, onChoose)} className={cx('pack', on && 'on')}>
      <Icon icon={icon} size={20} />
      <span className="p">{title}</span>
      <span className="s">{note}</span>
    </button>
  );
}

/** The packs are on their way. */
export function PacksSkeleton({ count }: { count: number }) {
  return (
    <div className="packs" aria-busy="true">
      {Array.from({ length: count }, (_, i) => i).map((i) => (
        <Skeleton key={i} height={92} radius={16} />
      ))}
    </div>
  );
}
