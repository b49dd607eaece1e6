import { selectionChanged } from '../telegram/haptics.ts';
import './chip.css';
import { cx } from './cx.ts';
import { onRovingKey } from './rovingKeys.ts';

export interface SegmentProps<Value extends string> {
  label: string;
  items: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** Two to four views of one thing. */
export function Segment<Value extends string>({
  label,
  items,
  value,
  onChange,
}: SegmentProps<Value>) {
  return (
    <div className="seg" role="tablist" aria-label={label} onKeyDown={onRovingKey}>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          role="tab"
          data-rove=""
          tabIndex={item.value === value ? 0 : -1}
          aria-selected={item.value === value}
          className={cx(item.value === value && 'on')}
          onClick={() => {
            if (item.value !== value) {
              selectionChanged();
              onChange(item.value);
            }
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}
