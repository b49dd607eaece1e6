import { Coin } from '../../ui/Coin.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconType } from '../../ui/Icon.tsx';
import './operation.css';

export interface OperationTileProps {
  icon: IconType;
  name: string;
  /** A `Coin` stands before it unless it is free. */
  price: string;
  free?: boolean;
  on: boolean;
  state?: 'normal' | 'soon' | 'unavailable';
  /** Also called for an unavailable one: say why. */
  onChoose: () => void;
}

/** A kind of work; stands in a `tablist` with the class `ops hscroll`. */
export function OperationTile(props: OperationTileProps) {
  const { icon, name, price, free, on, state = 'normal', onChoose } = props;
  return (
    <button
      type="button"
      role="tab"
      data-rove=""
      tabIndex={on ? 0 : -1}
      aria-selected={on}
      aria-disabled={state !== 'normal' || undefined}
      className={cx('op', on && 'on', state !== 'normal' && 'dim')}
      onClick={onChoose}
    >
      <Icon icon={icon} />
      <span>{name}</span>
      <span className="pr">
        {!free && state === 'normal' && <Coin />}
        {price}
      </span>
    </button>
  );
}
