/** The drawing of an empty history: a coin above its slot. */
export function CoinSlot() {
  return (
    <svg
      className="art-ico"
      width="112"
      height="88"
      viewBox="0 0 112 88"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <rect x="12" y="50" width="88" height="30" rx="10" />
      <path d="M38 62h36" />
      <circle cx="56" cy="26" r="17" strokeDasharray="3 4" />
      <path d="M49 33l7-15 7 15" />
      <path d="M56 46v6" />
    </svg>
  );
}
