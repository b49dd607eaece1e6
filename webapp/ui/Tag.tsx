import type { ReactNode } from 'react';
import './chip.css';
import { Coin } from './Coin.tsx';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';

export interface TagProps {
  /** Gold is for coins only. */
  kind?: 'neutral' | 'act' | 'ok' | 'bad' | 'gold' | 'solid';
  icon?: IconType;
  coin?: boolean;
  /** As high as a reward (28 px), for rows. */
  tall?: boolean;
  children: ReactNode;
}

export function Tag({ kind = 'neutral', icon, coin, tall, children }: TagProps) {
  return (
    <span className={cx('tag', kind !== 'neutral' && kind, tall && 'tall', 'num')}>
      {icon && <Icon icon={icon} size={14} />}
      {coin && <Coin />}
      {children}
    </span>
  );
}
