import './progress.css';
import { cx } from './cx.ts';

export interface ProgressBarProps {
  /** 0 to 1. */
  value: number;
  label: string;
  kind?: 'action' | 'ok' | 'bad' | 'gold';
  className?: string;
}

export function ProgressBar({ value, label, kind = 'action', className }: ProgressBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className={cx('bar', kind !== 'action' && kind, className)}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      style={{ '--v': `${percent}%` }}
    >
      <i />
    </div>
  );
}
