import type { ReactNode } from 'react';
import { Rows } from '../../ui/Row.tsx';

interface GroupProps {
  title?: string;
  /** A remark above the rows. */
  before?: ReactNode;
  children: ReactNode;
}

/** A box of rows, with its small heading. */
export function Group({ title, before, children }: GroupProps) {
  return (
    <section className="group">
      {title && <h2 className="group-h">{title}</h2>}
      {before && <div className="group-note">{before}</div>}
      <Rows {...(title && { label: title })}>{children}</Rows>
    </section>
  );
}
