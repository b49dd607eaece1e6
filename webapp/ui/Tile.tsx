import './row.css';
import { Coin } from './Coin.tsx';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';

export interface TileProps {
  /** Without an icon the tile holds a coin. */
  icon?: IconType | undefined;
  kind?: 'neutral' | 'act' | 'gold' | 'ok' | 'bad';
}

/** The square icon at the start of a row. */
export function Tile({ icon, kind = 'neutral' }: TileProps) {
  return (
    <span className={cx('tile', kind !== 'neutral' && kind)}>
      {icon ? <Icon icon={icon} size={20} /> : <Coin />}
    </span>
  );
}
