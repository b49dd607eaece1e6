import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';

export interface TableRowProps {
  chosen?: boolean;
  /** A tap anywhere in the row; a button in it without a handler of its own serves the keyboard. */
  onOpen: () => void;
  children: ReactNode;
}

/** A table row that opens something. */
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
