import { useFormat } from '../../i18n/useFormat.ts';
import { Coin } from '../../ui/Coin.tsx';
import { cx } from '../../ui/cx.ts';

export interface AmountProps {
  /** Hundredths of a coin. */
  coins: number;
  /** Writes the plus too. */
  signed?: boolean;
  className?: string;
}

/** Coin and number, in the size of the text around. */
export function Amount({ coins, signed, className }: AmountProps) {
  const f = useFormat();
  return (
    <span className={cx('amt', className)}>
      <Coin />
      {signed ? f.signedCoins(coins) : f.coins(coins)}
      <span className="vh"> {f.noun(coins / 100, 'coin')}</span>
    </span>
  );
}

/** `+100` on the gold tint. */
export function Reward({ coins, text }: { coins?: number; text?: string }) {
  const f = useFormat();
  return (
    <span className="rew">
      <Coin />
      {text ?? f.signedCoins(coins ?? 0)}
    </span>
  );
}

/** A movement in a list: green with a plus, or text colour with a minus. The line below it shows the unit. */
export function SignedAmount({ coins, unit }: { coins: number; unit?: string | undefined }) {
  const f = useFormat();
  return (
    <span className={cx('amtv', coins > 0 && 'plus')}>
      {f.signedCoins(unit ? coins * 100 : coins)}
      {unit ? <span className="vh">{unit}</span> : <Coin />}
    </span>
  );
}
