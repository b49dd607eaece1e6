import type { ReactNode } from 'react';
import { RadioRow } from '../../ui/Choice.tsx';
import type { IconType } from '../../ui/Icon.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { StarGlyph } from './StarGlyph.tsx';
import '../../ui/row.css';

export interface MethodRowProps {
  /** Without an icon the method is Telegram Stars. */
  icon?: IconType;
  name: string;
  /** What it is; for an unavailable method the reason. */
  note: string;
  amount?: ReactNode;
  on: boolean;
  first?: boolean;
  unavailable?: boolean;
  onChoose: () => void;
}

/** A way to pay; stands in a `RadioGroup` with the class `rows`. */
export function MethodRow({
  icon,
  name,
  note,
  amount,
  on,
  first,
  unavailable,
  onChoose,
}: MethodRowProps) {
  const kind = on ? 'act' : 'neutral';
  return (
    <RadioRow
      start={icon ? <Tile icon={icon} kind={kind} /> : <StarTile on={on} />}
      title={name}
      note={note}
      value={unavailable ? undefined : amount}
      on={on}
      onChoose={onChoose}
      disabled={unavailable ?? false}
      first={first ?? false}
    />
  );
}

function StarTile({ on }: { on: boolean }) {
  return (
    <span className={on ? 'tile act' : 'tile'}>
      <StarGlyph large />
    </span>
  );
}

/** Whole Stars beside their glyph. */
export function StarsAmount({ text }: { text: string }) {
  return (
    <span className="amt">
      <StarGlyph />
      {text}
    </span>
  );
}
