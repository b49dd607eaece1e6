import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';
import './shell.css';

/** Sticks above the tab bar, or above the lower edge on pushed pages. Last child of a `Page`. */
export function ActionBar({ children, icons }: { children: ReactNode; icons?: boolean }) {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = document.documentElement;
    const measure = () =>
      root.style.setProperty('--actbar-h', `${bar.current?.offsetHeight ?? 0}px`);
    const observer = new ResizeObserver(measure);
    if (bar.current) {
      observer.observe(bar.current);
    }
    return () => {
      observer.disconnect();
      root.style.removeProperty('--actbar-h');
    };
  }, []);
  return (
    <div ref={bar} className={cx('actbar', icons && 'icons')}>
      {children}
    </div>
  );
}

/** An icon with its word, in an `ActionBar icons` (viewer, selection). */
export function BarAction({
  icon,
  text,
  on,
  danger,
  disabled,
  onClick,
}: {
  icon: IconType;
  text: string;
  /** The icon is filled (a favourite). */
  on?: boolean;
  danger?: boolean;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={cx('tab', on && 'on', danger && 'danger')}
      aria-pressed={on}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon icon={icon} solid={on ?? false} />
      <span>{text}</span>
    </button>
  );
}
