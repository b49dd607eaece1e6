import ArrowUpRight from 'lucide-react/icons/arrow-up-right';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';
import './row.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface RowProps {
  /** A `Tile`, `Avatar` or picture; without it the text starts at the edge. */
  start?: ReactNode;
  title: ReactNode;
  /** The second line: text, or a progress bar. */
  note?: ReactNode;
  /** Right of the text: a value, reward, switch or radio. */
  value?: ReactNode;
  /** A tap does something: the row becomes a button. */
  onClick?: (() => void) | undefined;
  /** What stands at the end of a row that can be tapped. Default `chevron`. */
  end?: 'chevron' | 'outside' | 'none';
  done?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** Keeps title and second line on one line each. */
  oneLine?: boolean;
  className?: string;
}

/** A list cell; stands inside `Rows`. */
export function Row({
  start,
  title,
  note,
  value,
  onClick,
  end = 'chevron',
  done,
  danger,
  disabled,
  oneLine,
  className,
}: RowProps) {
  const content = (
    <>
      {start}
      <span className="main">
        <b dir="auto" className={cx(oneLine && 'ell', danger && 'danger')}>
          {title}
        </b>
        {note && (
          <small dir="auto" className={cx(oneLine && 'ell', 'num')}>
            {note}
          </small>
        )}
      </span>
      {value !== undefined && value !== null && <span className="val num">{value}</span>}
      {onClick && end !== 'none' && (
        <Icon icon={end === 'outside' ? ArrowUpRight : ChevronRight} size={18} className="chev" />
      )}
    </>
  );
  const name = cx('row', !start && 'noico', done && 'done', className);
  return (
    <li>
      {onClick ? (
        <button type="button" className={name} onClick={onClick} disabled={disabled}>
          {content}
        </button>
      ) : (
        <div className={name} aria-disabled={disabled || undefined}>
          {content}
        </div>
      )}
    </li>
  );
}

/** The white box around rows. `label` names the list. */
export function Rows({
  label,
  className,
  children,
}: {
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <ul className={cx('rows', className)} aria-label={label}>
      {children}
    </ul>
  );
}
