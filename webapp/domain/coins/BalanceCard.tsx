import Plus from 'lucide-react/icons/plus';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import type { ReactNode } from 'react';
import { useOnline } from '../../api/online.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import './balance.css';
import '../../ui/row.css';
import { Button } from '../../ui/Button.tsx';
import { Coin } from '../../ui/Coin.tsx';
import { CountUp } from '../../ui/CountUp.tsx';
import { cx } from '../../ui/cx.ts';
import { Guilloche } from '../../ui/Guilloche.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

export interface BalanceCardProps {
  /** Hundredths of a coin; null while loading. */
  coins: number | null;
  /** Where the number starts to run when the card first shows. */
  from?: number | undefined;
  /** A `Tag` with the plan or the free operations. */
  tag?: ReactNode;
  /** The number is the cached one, and is being refetched. */
  old?: boolean;
  /** "Enough for 831 images or 65 videos". */
  worth?: string;
  onTopUp: () => void;
  onPromo: () => void;
  topUpLabel: string;
  promoLabel: string;
}

/** The balance card, with the two ways to add to it. */
export function BalanceCard(props: BalanceCardProps) {
  const { coins, from, old, tag, worth, onTopUp, onPromo, topUpLabel, promoLabel } = props;
  const t = useText();
  const f = useFormat();
  const online = useOnline();
  if (coins === null) {
    return <BalanceSkeleton />;
  }
  return (
    <section className="card bal" aria-label={t('balance')}>
      <Guilloche className="guil" />
      <div className="flex between g8">
        <span className="lbl">{t('balance')}</span>
        {tag}
      </div>
      <p className={cx('big', old && 'old')} aria-live="polite" aria-busy={old}>
        <Coin />
        <span>
          <CountUp value={coins} {...(from !== undefined && { from })} format={f.coins} />
        </span>
      </p>
      <p className="eq num">{worth}</p>
      <div className="btn-row">
        <Button icon={Plus} onClick={onTopUp} disabled={!online}>
          {topUpLabel}
        </Button>
        <Button kind="gray" icon={TicketPercent} onClick={onPromo} disabled={!online}>
          {promoLabel}
        </Button>
      </div>
    </section>
  );
}

function BalanceSkeleton() {
  return (
    <div className="card bal" aria-busy="true">
      <Skeleton width={64} height={16} />
      <Skeleton width={190} height={40} gap={14} />
      <Skeleton width={230} height={16} gap={10} />
      <div className="btn-row" style={{ marginTop: 18 }}>
        <Skeleton width="calc(50% - 4px)" height={48} radius={12} />
        <Skeleton width="calc(50% - 4px)" height={48} radius={12} />
      </div>
    </div>
  );
}
