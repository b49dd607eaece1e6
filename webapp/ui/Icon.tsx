import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';

/** Icons are imported singly: `import Plus from 'lucide-react/icons/plus'`. */
export type IconType = LucideIcon;

export interface IconProps {
  icon: IconType;
  /** Pixels; thinner icons get a thicker stroke. Default 24. */
  size?: 14 | 16 | 18 | 20 | 22 | 24 | 28;
  solid?: boolean;
  className?: string | undefined;
}

/** A Lucide icon, hidden from screen readers: the control beside it has the name. */
export function Icon({ icon: Glyph, size = 24, solid, className }: IconProps) {
  const stroke = size === 14 ? 2.2 : size === 16 ? 2 : 1.8;
  return (
    <Glyph
      className={cx('ic', size !== 24 && `s${size}`, solid && 'solid', className)}
      strokeWidth={stroke}
      aria-hidden="true"
    />
  );
}
