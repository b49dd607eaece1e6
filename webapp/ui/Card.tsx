import type { ReactNode } from 'react';
import './row.css';
import { cx } from './cx.ts';

export interface CardProps {
  /** 16 px inside, 12 px, or none. */
  pad?: 16 | 12 | 0;
  /** A `section` with this name. */
  label?: string;
  className?: string;
  children: ReactNode;
}

export function Card({ pad = 16, label, className, children }: CardProps) {
  const name = cx('card', pad > 0 && `p${pad}`, className);
  return label ? (
    <section className={name} aria-label={label}>
      {children}
    </section>
  ) : (
    <div className={name}>{children}</div>
  );
}

export interface SectionProps {
  title: string;
  /** Right of the title: a count, or `<More>`. */
  aside?: ReactNode;
  /** Its content runs to the edges of the screen (strips). */
  wide?: boolean;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, aside, wide, children }: SectionProps) {
  return (
    <section className={cx('sec', wide && 'wide')}>
      <div className="sec-h">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
