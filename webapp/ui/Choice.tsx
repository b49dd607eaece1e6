import Check from 'lucide-react/icons/check';
import type { ReactNode, Ref } from 'react';
import { selectionChanged } from '../telegram/haptics.ts';
import './field.css';
import './row.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { onRovingKey } from './rovingKeys.ts';

/** The drawing of a radio button; the control is the row or card around it. */
export function RadioMark({ on }: { on: boolean }) {
  return <span className={cx('radio', on && 'on')} aria-hidden="true" />;
}

/** The drawing of a checkbox; the control is around it. */
export function CheckMark({ on }: { on: boolean }) {
  return (
    <span className={cx('check', on && 'on')} aria-hidden="true">
      <Icon icon={Check} size={14} />
    </span>
  );
}

export interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  /** The name, where no row around gives one. */
  label: string;
  disabled?: boolean;
}

export function Switch({ on, onChange, label, disabled }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      disabled={disabled}
      className={cx('switch', on && 'on', disabled && 'dis')}
      onClick={() => {
        selectionChanged();
        onChange(!on);
      }}
    />
  );
}

/** Around `RadioRow`s, packs, models: one choice, moved with the arrow keys. */
export function RadioGroup({
  label,
  className,
  ref,
  children,
}: {
  label: string;
  className?: string;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}) {
  return (
    <div
      ref={ref}
      role="radiogroup"
      aria-label={label}
      className={className}
      onKeyDown={onRovingKey}
    >
      {children}
    </div>
  );
}

/** What makes a button a radio of the group around it. */
export function radioProps(on: boolean, choose: () => void) {
  return {
    type: 'button',
    role: 'radio',
    'aria-checked': on,
    'data-rove': '',
    tabIndex: on ? 0 : -1,
    onClick: () => {
      if (!on) {
        selectionChanged();
        choose();
      }
    },
  } as const;
}

export interface RadioRowProps {
  start?: ReactNode;
  title: string;
  note?: ReactNode;
  value?: ReactNode;
  on: boolean;
  onChoose: () => void;
  disabled?: boolean;
  /** No other one is chosen yet, so Tab must reach this one. */
  first?: boolean;
}

/** A row with a radio button; stands in a `RadioGroup` with the class `rows`. */
export function RadioRow({
  start,
  title,
  note,
  value,
  on,
  onChoose,
  disabled,
  first,
}: RadioRowProps) {
  const props = radioProps(on, onChoose);
  return (
    <button
      {...props}
      tabIndex={on || first ? 0 : -1}
      disabled={disabled}
      className={cx('row', !start && 'noico')}
    >
      {start}
      <span className="main">
        <b>{title}</b>
        {note && <small>{note}</small>}
      </span>
      {value !== undefined && <span className="val num">{value}</span>}
      {!disabled && <RadioMark on={on} />}
    </button>
  );
}

/** A row whose switch carries the row's title. */
export function SwitchRow({
  start,
  title,
  note,
  ...control
}: { start?: ReactNode; title: string; note?: ReactNode } & Omit<SwitchProps, 'label'>) {
  return (
    <li>
      <div className={cx('row', !start && 'noico')}>
        {start}
        <span className="main">
          <b>{title}</b>
          {note && <small>{note}</small>}
        </span>
        <Switch label={title} {...control} />
      </div>
    </li>
  );
}
