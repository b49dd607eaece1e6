import type { ReactNode } from 'react';
import './tiles.css';

/** One number with its name. */
export function Stat({
  name,
  note,
  children,
}: {
  name: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <div className="card stat">
      <div className="k">{name}</div>
      <div className="v">{children}</div>
      {note && <div className="d num">{note}</div>}
    </div>
  );
}
