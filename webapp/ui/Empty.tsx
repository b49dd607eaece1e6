import type { ReactNode } from 'react';
import './note.css';
import { Icon, type IconType } from './Icon.tsx';

export interface EmptyProps {
  icon?: IconType;
  /** A drawing instead of the icon. */
  drawing?: ReactNode;
  title: string;
  text: string;
  /** One button. */
  action?: ReactNode;
  /** Under the button: ideas. */
  children?: ReactNode;
}

/** An empty state: why it is empty, and one action. */
export function Empty({ icon, drawing, title, text, action, children }: EmptyProps) {
  return (
    <div className="empty">
      {drawing ?? (icon && <span className="art-ico">{<Icon icon={icon} size={28} />}</span>)}
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
      {children}
    </div>
  );
}
