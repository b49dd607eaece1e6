import Undo2 from 'lucide-react/icons/undo-2';
import { useFormat } from '../../i18n/useFormat.ts';
import type { IconType } from '../../ui/Icon.tsx';
import { SignedAmount } from './Amount.tsx';
import './ledger.css';
import { Row } from '../../ui/Row.tsx';
import { Tile, type TileProps } from '../../ui/Tile.tsx';

export interface LedgerRowProps {
  /** Returns have their own icon. */
  icon: IconType;
  kind?: TileProps['kind'];
  isReturn?: boolean;
  reason: string;
  /** Time and what it was about. */
  details: string;
  /** In hundredths for coins; whole for another asset, whose noun for a number is `unit`. */
  amount: number;
  unit?: (count: number) => string;
  balanceAfter: number;
  onClick?: () => void;
}

/** One movement with the balance after it. */
export function LedgerRow(props: LedgerRowProps) {
  const { icon, kind, isReturn, reason, details, amount, unit, balanceAfter, onClick } = props;
  const f = useFormat();
  return (
    <Row
      className="led"
      start={isReturn ? <Tile icon={Undo2} /> : <Tile icon={icon} kind={kind ?? 'act'} />}
      title={reason}
      note={details}
      oneLine
      value={
        <>
          <SignedAmount coins={amount} unit={unit?.(Math.abs(amount))} />
          <span className="aft">
            {unit ? `${f.amount(balanceAfter)} ${unit(balanceAfter)}` : f.coins(balanceAfter)}
          </span>
        </>
      }
      onClick={onClick}
      end="none"
    />
  );
}

/** The heading of a day with its total. */
export function DayHeading({ day, total }: { day: string; total: number }) {
  const f = useFormat();
  return (
    <h3 className="day">
      <span>{day}</span>
      <span className="num">{f.signedCoins(total)}</span>
    </h3>
  );
}
