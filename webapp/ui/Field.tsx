import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import { type InputHTMLAttributes, type ReactNode, useId, useRef } from 'react';
import { useText } from '../i18n/useText.ts';
import './field.css';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'className'>;

export interface FieldProps extends InputProps {
  /** Always there for screen readers; drawn above when `showLabel`. */
  label: string;
  showLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  icon?: IconType;
  /** A button or unit at the end; without it a filled field can be cleared. */
  trailing?: ReactNode;
  /** The line below: help, the reason of a refusal, or what the value gives. */
  help?: string | null | undefined;
  state?: 'plain' | 'error' | 'good';
  /** On a card or sheet of the same colour as the field. */
  filled?: boolean;
}

export function Field({
  label,
  showLabel,
  value,
  onChange,
  icon,
  trailing,
  help,
  state = 'plain',
  filled,
  ...rest
}: FieldProps) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const tone = state === 'error' ? 'err' : state === 'good' && 'good';
  return (
    <div>
      <label className={showLabel ? 'label' : 'vh'} htmlFor={id}>
        {label}
      </label>
      <div className={cx('field', tone, filled && 'fill', trailing ? 'trail' : null)}>
        {icon && <Icon icon={icon} size={20} />}
        <input
          autoComplete="off"
          dir="auto"
          {...rest}
          ref={input}
          id={id}
          className="grow"
          value={value}
          aria-invalid={state === 'error' || undefined}
          aria-describedby={help ? `${id}-help` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {trailing ??
          (value !== '' && (
            <button
              type="button"
              className="clear"
              aria-label={t('actions.clear')}
              onClick={() => {
                onChange('');
                input.current?.focus();
              }}
            >
              <Icon icon={CircleX} size={20} />
            </button>
          ))}
      </div>
      {help && <Help id={`${id}-help`} state={state} text={help} />}
    </div>
  );
}

/** The line under a control. Refusals are read out when they appear. */
export function Help({
  id,
  state = 'plain',
  text,
}: {
  id?: string;
  state?: 'plain' | 'error' | 'good';
  text: string;
}) {
  return (
    <p
      id={id}
      className={cx('help', state === 'error' && 'err', state === 'good' && 'good')}
      role={state === 'plain' ? undefined : 'status'}
    >
      {state === 'error' && <Icon icon={CircleAlert} size={16} />}
      {state === 'good' && <Icon icon={CircleCheck} size={16} />}
      {text}
    </p>
  );
}
