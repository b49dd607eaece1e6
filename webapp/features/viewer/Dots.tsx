/** Where one is among the works: at most five dots, the long one is here. */
export function Dots({ at, of }: { at: number; of: number }) {
  const count = Math.min(5, of);
  const first = Math.max(1, Math.min(at - 2, of - count + 1));
  return (
    <div className="dots" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => first + i).map((n) => (
        <i key={n} className={n === at ? 'on' : ''} />
      ))}
    </div>
  );
}
