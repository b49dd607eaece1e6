import { useRef } from 'react';
import { useFormat } from '../i18n/useFormat.ts';
import { selectionChanged } from '../telegram/haptics.ts';
import './chip.css';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';
import { onRovingKey } from './rovingKeys.ts';
import { useChosenInView } from './useChosenInView.ts';

export interface ChipItem<Value extends string> {
  value: Value;
  label: string;
  icon?: IconType;
  count?: number | undefined;
}

export interface ChipsProps<Value extends string> {
  /** What is filtered, for screen readers. */
  label: string;
  items: readonly ChipItem<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A row of filters that scrolls sideways; the chosen one is brought into view. */
export function Chips<Value extends string>({ label, items, value, onChange }: ChipsProps<Value>) {
  const row = useRef<HTMLDivElement>(null);
  const counted = items.every(({ count }) => count === undefined);
  useChosenInView(row, `${value} ${counted}`);
  return (
    <div
      ref={row}
      className="chips hscroll"
      role="tablist"
      aria-label={label}
      onKeyDown={onRovingKey}
    >
      {items.map((item) => (
        <Chip
          key={item.value}
          item={item}
          on={item.value === value}
          onClick={() => {
            if (item.value !== value) {
              selectionChanged();
              onChange(item.value);
            }
          }}
        />
      ))}
    </div>
  );
}

function Chip({ item, on, onClick }: { item: ChipItem<string>; on: boolean; onClick: () => void }) {
  const f = useFormat();
  return (
    <button
      type="button"
      role="tab"
      data-rove=""
      tabIndex={on ? 0 : -1}
      aria-selected={on}
      className={cx('chip', on && 'on')}
      onClick={onClick}
    >
      {item.icon && <Icon icon={item.icon} size={16} />}
      {item.label}
      {item.count !== undefined && <span className="cnt">{f.amount(item.count)}</span>}
    </button>
  );
}
