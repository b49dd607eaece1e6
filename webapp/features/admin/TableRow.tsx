import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';

export interface TableRowProps {
  chosen?: boolean;
  /** A tap anywhere in the row; a button without a handler of its own in it serves the keyboard. */
  onOpen: () => void;
  children: ReactNode;
}

/** A table's row that opens something. */
export function TableRow({ chosen, onOpen, children }: TableRowProps) {
  return (
    <tr
      data-open=""
      className={cx(chosen && 'sel')}
      aria-current={chosen ? 'true' : undefined}
      onClick={onOpen}
    >
      {children}
    </tr>
  );
}
