import { type ReactNode, useEffect, useState } from 'react';
import { cx } from './cx.ts';
import { currentDirection, directionPlayed } from './navigation/history.ts';

export interface PageProps {
  /** The large heading; without it give the page its own `h1`. */
  title?: string;
  /** Right of the heading. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A page. Slides in when it is opened or returned to. */
export function Page({ title, aside, className, children }: PageProps) {
  const [motion, setMotion] = useState(currentDirection);
  useEffect(directionPlayed, []);
  return (
    <main
      className={cx('page', motion !== 'none' && motion, className)}
      // Those of its parts bubble.
      onAnimationEnd={(event) => event.target === event.currentTarget && setMotion('none')}
    >
      {title && (
        <div className="title">
          <h1>{title}</h1>
          {aside && <span className="aside num">{aside}</span>}
        </div>
      )}
      {children}
    </main>
  );
}
