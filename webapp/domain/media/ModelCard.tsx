import Check from 'lucide-react/icons/check';
import Clock from 'lucide-react/icons/clock';
import ImageIcon from 'lucide-react/icons/image';
import Video from 'lucide-react/icons/video';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { radioProps } from '../../ui/Choice.tsx';
import { Coin } from '../../ui/Coin.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import './model.css';

export interface ModelCardProps {
  name: string;
  /** What it makes. */
  makes: 'image' | 'video';
  /** The picture at the head of the card. */
  art?: ReactNode;
  /** Hundredths of a coin. */
  price: number;
  etaSeconds: number;
  on: boolean;
  state?: 'normal' | 'soon' | 'unavailable';
  /** The words on an unavailable card. */
  stateText?: string;
  /** Also called for one that cannot be chosen: say why. */
  onChoose: () => void;
}

/** A model with price and usual time; stands in a `RadioGroup` with the class `models hscroll`. */
export function ModelCard(props: ModelCardProps) {
  const { name, makes, art, price, etaSeconds, on, state = 'normal', stateText, onChoose } = props;
  const t = useText();
  const f = useFormat();
  const off = state !== 'normal';
  return (
    <button
      {...radioProps(on, onChoose)}
      onClick={onChoose}
      aria-disabled={off || undefined}
      className={cx('model', on && 'on', off && 'soon')}
    >
      <span className="art">
        {art}
        {!off && (
          <span className="ty">
            <Icon icon={makes === 'video' ? Video : ImageIcon} size={14} />
          </span>
        )}
      </span>
      {off && <span className="tag">{stateText ?? t('soon')}</span>}
      {on && (
        <span className="ck">
          <Icon icon={Check} size={14} />
        </span>
      )}
      <span className="in">
        <b className="ell">{name}</b>
        <span className="ln">
          <span className="amt">
            <Coin />
            {f.coins(price)}
          </span>
          <span>
            <Icon icon={Clock} size={14} />
            {f.duration(etaSeconds)}
          </span>
        </span>
      </span>
    </button>
  );
}
