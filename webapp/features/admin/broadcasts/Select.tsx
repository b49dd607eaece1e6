import { useId } from 'react';

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  items: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A native select. */
export function Select<Value extends string>({
  label,
  value,
  items,
  onChange,
}: SelectProps<Value>) {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="field admin-select">
        <select
          id={id}
          className="admin-choose"
          value={value}
          onChange={({ target }) => onChange(target.value as Value)}
        >
          {items.map((item) => (
            <option key={item.value} value={item.value}>
              {item.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
