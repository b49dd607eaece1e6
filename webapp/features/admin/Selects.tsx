import './records/records.css';

export interface SelectOption {
  value: string;
  label: string;
}

export interface NarrowingSelect {
  name: string;
  label: string;
  value: string;
  /** The label while nothing is selected; null where one option is always selected. */
  any: string | null;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
}

/** Selects that filter or sort a list, in one row that scrolls sideways. */
export function Selects({ selects }: { selects: readonly NarrowingSelect[] }) {
  return (
    <div className="admin-selects">
      {selects.map(({ name, label, value, any, options, onChange }) => (
        <select
          key={name}
          className="admin-narrow"
          aria-label={label}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          {any !== null && <option value="">{`${label}: ${any}`}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {any === null ? option.label : `${label}: ${option.label}`}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}
