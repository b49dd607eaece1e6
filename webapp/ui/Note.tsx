import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import type { ReactNode } from 'react';
import './note.css';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';

export interface NoteProps {
  kind?: 'neutral' | 'act' | 'ok' | 'bad';
  icon?: IconType;
  children: ReactNode;
  /** One small button. */
  action?: ReactNode;
}

const icons = { neutral: Info, act: Info, ok: CircleCheck, bad: CircleAlert } as const;

/** A remark inside a page or sheet; refusals are read out. */
export function Note({ kind = 'neutral', icon, children, action }: NoteProps) {
  return (
    <div
      className={cx('note', kind !== 'neutral' && kind, action ? 'acting' : null)}
      role={kind === 'bad' ? 'alert' : kind === 'ok' ? 'status' : undefined}
    >
      <Icon icon={icon ?? icons[kind]} size={20} />
      <span className="grow">{children}</span>
      {action}
    </div>
  );
}

/** A strip under Telegram's header: offline. */
export function Banner({
  icon,
  kind = 'neutral',
  end,
  children,
}: {
  icon: IconType;
  kind?: 'neutral' | 'bad';
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={cx('banner', kind === 'bad' && 'bad')} role="status">
      <Icon icon={icon} size={18} />
      <span className="grow">{children}</span>
      {end}
    </div>
  );
}
