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

/** The engraved coin for celebrations and first launch; 44 px and more. */
export function BigCoin({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 160 160" aria-hidden="true">
      <circle cx="80" cy="80" r="76" fill="var(--ac-coin-edge)" />
      <g fill="none" stroke="var(--ac-coin-edge)">
        <circle
          cx="80"
          cy="80"
          r="73"
          stroke="var(--ac-coin-hi)"
          strokeWidth="6"
          strokeDasharray="2 3.02"
          opacity=".85"
        />
        <circle cx="80" cy="80" r="67" fill="var(--ac-coin)" stroke="none" />
        <path
          d="M80 13a67 67 0 0 0-63.5 88.5L101.5 16.5A67 67 0 0 0 80 13Z"
          fill="var(--ac-coin-hi)"
          stroke="none"
          opacity=".6"
        />
        <circle cx="80" cy="80" r="57" strokeWidth="1.5" opacity=".7" />
        <circle
          cx="80"
          cy="80"
          r="53.5"
          strokeWidth="2"
          strokeDasharray=".1 6.72"
          strokeLinecap="round"
          opacity=".8"
        />
      </g>
      <path
        d="M56 106 80 52l24 54"
        fill="none"
        stroke="var(--ac-coin-mark)"
        strokeWidth="12"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="80" cy="101" r="7.5" fill="var(--ac-coin-mark)" />
    </svg>
  );
}
