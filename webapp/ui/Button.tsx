import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { impact } from '../telegram/haptics.ts';
import './button.css';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';
import { Spinner } from './Spinner.tsx';

const kinds = {
  primary: 'pri',
  soft: 'sec-b',
  gray: 'gray',
  bad: 'bad',
  plain: 'plain',
} as const;

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  kind?: keyof typeof kinds;
  /** 48 px; `lg` 52, `sm` 36 with a 44 px hit area. */
  size?: 'md' | 'lg' | 'sm';
  icon?: IconType | undefined;
  /** Takes the whole width. */
  wide?: boolean;
  /** While sending, a spinner replaces the icon and taps do nothing. */
  busy?: boolean;
  className?: string;
  children: ReactNode;
}

export function Button({
  kind = 'primary',
  size = 'md',
  icon,
  wide,
  busy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const iconSize = size === 'sm' ? 16 : 20;
  return (
    <button
      type="button"
      {...rest}
      className={cx('btn', kinds[kind], size !== 'md' && size, wide && 'w', className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) {
          return;
        }
        if (kind === 'primary') {
          impact('light');
        }
        onClick?.(event);
      }}
    >
      {busy ? <Spinner size={iconSize} /> : icon && <Icon icon={icon} size={iconSize} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  icon: IconType;
  /** The accessible name. */
  label: string;
  size?: 20 | 24;
  filled?: boolean;
}

/** A round button with only an icon, 44 px. */
export function IconButton({
  icon,
  label,
  size = 20,
  filled,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx('ibtn', filled && 'filled', className)}
      aria-label={label}
    >
      <Icon icon={icon} size={size} />
    </button>
  );
}
