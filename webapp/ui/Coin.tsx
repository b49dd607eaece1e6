import { cx } from './cx.ts';

export interface CoinProps {
  /** Pixels; without it the coin follows the text size. */
  size?: number;
  className?: string;
}

/** The small coin that stands before every amount. */
export function Coin({ size, className }: CoinProps) {
  const style = size ? { width: size, height: size } : undefined;
  return (
    <svg className={cx('coin', className)} style={style} viewBox="0 0 24 24" aria-hidden="true">
      <CoinShape />
    </svg>
  );
}

/** The drawing alone, for use inside another picture with a 24 × 24 box. */
export function CoinShape() {
  return (
    <>
      <circle cx="12" cy="12" r="11.2" fill="var(--ac-coin-edge)" />
      <circle cx="12" cy="12" r="9.6" fill="var(--ac-coin)" />
      <path
        d="M12 2.4a9.6 9.6 0 0 0-9.6 9.6c0 1.2.2 2.3.6 3.4L15.4 3a9.6 9.6 0 0 0-3.4-.6Z"
        fill="var(--ac-coin-hi)"
        opacity=".75"
      />
      <path
        d="M7.9 16.6 12 7.5l4.1 9.1"
        fill="none"
        stroke="var(--ac-coin-mark)"
        strokeWidth="2.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="15.7" r="1.5" fill="var(--ac-coin-mark)" />
    </>
  );
}
