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
