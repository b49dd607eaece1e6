import type { ReactNode } from 'react';
import './row.css';

/** Names on the left, values on the right (receipt, badge details). */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="rows">
      {items.map(({ name, value }) => (
        <div className="fact" key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
