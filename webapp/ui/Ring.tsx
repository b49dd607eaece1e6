import { type ReactNode, useId } from 'react';
import './progress.css';
import { cx } from './cx.ts';

export interface RingProps {
  /** 0 to 1; null spins, for progress that is not known. */
  value: number | null;
  /** Pixels: 64, 68, 96, 124, 132. */
  size: number;
  /** In the middle: an avatar, a number, a coin. */
  children?: ReactNode;
  /** A pill at the lower edge: the level. */
  pill?: ReactNode;
  /** The accessible name; without it the ring is decorative. */
  label?: string;
}

/** A progress ring drawn as the milled edge of a coin: level, running job, pending payment. */
export function Ring({ value, size, children, pill, label }: RingProps) {
  const mask = useId();
  const percent = value === null ? 24 : Math.min(1, Math.max(0, value)) * 100;
  const circle = { cx: 40, cy: 40, r: 36, fill: 'none', strokeWidth: 6 };
  return (
    <div
      className="ring"
      style={{ width: size, height: size }}
      {...(label && { role: 'img', 'aria-label': label })}
    >
      <svg viewBox="0 0 80 80" aria-hidden="true" className={cx(value === null && 'spin')}>
        <mask id={mask} maskUnits="userSpaceOnUse" x="0" y="0" width="80" height="80">
          <circle
            {...circle}
            stroke="#fff"
            strokeDasharray="2.3 1.47"
            transform="rotate(-90 40 40)"
          />
        </mask>
        <g mask={`url(#${mask})`}>
          <circle className="trk" {...circle} />
          <circle
            className="val"
            {...circle}
            pathLength="100"
            strokeDasharray={`${percent} 100`}
            transform="rotate(-90 40 40)"
          />
        </g>
      </svg>
      {children}
      {pill !== undefined && <span className="lvl">{pill}</span>}
    </div>
  );
}
