import type { ReactNode } from 'react';
import { Rows } from '../../ui/Row.tsx';

/** A box of rows, with its small heading. */
export function Group({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="group">
      {title && <h2 className="group-h">{title}</h2>}
      <Rows {...(title && { label: title })}>{children}</Rows>
    </section>
  );
}
